import { IconBuildingWarehouse, IconPencil, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { createStockLocation, listStockLocations, stockLocationTypes, updateStockLocation, type StockLocation } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { pick } from '../../lib/pick.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePeople } from '../../lib/use-people.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Anchor, Badge, Button, EmptyState, ErrorState, FieldRow, FormDialog, IconButton, ListSkeleton, Money, Page, PageStack, PhoneField, RecordCell, RecordName, RecordRow, RecordTable, Section,
  SelectField, SwitchField, TextField, useContractForm, useRecordForm, type FieldProps,
} from '../../ui/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import { LabelsDialog } from './labels-dialog.tsx';
import { locationTypes } from './stock-words.tsx';

/** `/inventory/locations`: warehouses, branches, field offices and vans (S0-10.9). */
export function LocationsPage() {
  const mayManage = Boolean(useSession().can('inventory:manage'));
  const locations = useEndpoint(listStockLocations, {});
  const dialog = useUrlDialog<'new' | 'edit' | 'labels'>();
  const chosen = locations.data?.data.find(({ id }) => id === dialog.record);
  const add = mayManage && <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>Add location</Button>;
  return (
    <Page title="Inventory" documentTitle="Stock locations" actions={add} phoneActions={add} tabs={<InventoryTabs />}>
      <PageStack>
        {locations.isPending && <ListSkeleton rows={4} />}
        {locations.error && <ErrorState title="The locations did not load." problem={locations.error} again={() => void locations.refetch()} />}
        {locations.data?.data.length === 0 && (
          <EmptyState icon={<IconBuildingWarehouse size={24} stroke={1.75} />} title="No locations yet" actions={add || undefined}>Add where your stock is: a warehouse, a shop, the technicians’ vans.</EmptyState>
        )}
        {locations.data && locations.data.data.length > 0 && (
          <Section title="Locations" count={locations.data.data.length} flush actions={<Button look="quiet" size="xs" onClick={() => dialog.open('labels')}>Print labels</Button>}>
            <RecordTable label="Locations" heads={['Location', 'Type', 'Contact', { label: 'Items', end: true }, { label: 'Value', end: true }, '']}>
              {locations.data.data.map((location) => (
                <RecordRow key={location.id} muted={!location.isActive}>
                  <RecordCell part="name"><RecordName name={location.name} detail={[location.address, location.city].filter(Boolean).join(', ')} leading={locationTypes[location.type].icon} /></RecordCell>
                  <RecordCell><Badge color="gray">{locationTypes[location.type].label}</Badge></RecordCell>
                  <RecordCell>{[location.technicianName, location.contactPerson, location.contactPhone && formatPhone(location.contactPhone)].filter(Boolean).join(' · ')}</RecordCell>
                  <RecordCell end label="Items"><Anchor component={Link} to={`/inventory?location=${location.id}`} inherit>{location.items}</Anchor></RecordCell>
                  <RecordCell end label="Value"><Money amount={location.value} /></RecordCell>
                  <RecordCell part="actions">
                    {mayManage && <IconButton label={`Edit ${location.name}`} onClick={() => dialog.open('edit', location.id)}><IconPencil size={16} stroke={1.75} aria-hidden /></IconButton>}
                  </RecordCell>
                </RecordRow>
              ))}
            </RecordTable>
          </Section>
        )}
      </PageStack>
      {dialog.name === 'labels' && <LabelsDialog title="Labels for locations" asked={{ of: 'locations' }} onClose={dialog.close} />}
      {mayManage && dialog.name === 'new' && <AddLocationDialog onClose={dialog.close} />}
      {mayManage && chosen && dialog.name === 'edit' && <EditLocationDialog key={chosen.id} location={chosen} onClose={dialog.close} />}
    </Page>
  );
}

const labels = { name: 'Name', type: 'Type', address: 'Address', city: 'City', contactPerson: 'Contact', contactPhone: 'Phone', popSite: 'POP site', technicianId: 'Whose van', isActive: 'In use' };

function AddLocationDialog({ onClose }: { onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(createStockLocation.body, {
    initial: { type: 'warehouse' }, submit: (body, call) => write(createStockLocation, { body }, call, ['inventory']), done: onClose,
  });
  return <FormDialog form={form} title="Add location" submit="Add location" onClose={onClose}><LocationFields field={form.field} isVan={form.values.type === 'vehicle'} /></FormDialog>;
}

function EditLocationDialog({ location, onClose }: { location: StockLocation; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(updateStockLocation.body, {
    record: location,
    values: (known) => ({
      ...pick(known, 'name', 'type', 'address', 'city', 'contactPerson', 'popSite', 'technicianId', 'isActive'), contactPhone: known.contactPhone && formatPhone(known.contactPhone),
    }),
    submit: (body, call) => write(updateStockLocation, { params: { id: location.id }, body }, call, ['inventory', 'items']),
    done: onClose,
  });
  return (
    <FormDialog form={form} title={`Edit ${location.name}`} submit="Save location" onClose={onClose} labels={labels}>
      <LocationFields field={form.field} isVan={form.values.type === 'vehicle'} />
      <SwitchField label={labels.isActive} hint="One that is empty can be closed; its history stays." {...form.field('isActive')} />
    </FormDialog>
  );
}

function LocationFields({ field, isVan }: { field: (name: Exclude<keyof typeof labels, 'isActive'>) => FieldProps; isVan: boolean }) {
  const people = usePeople();
  return (
    <>
      <FieldRow>
        <TextField label={labels.name} placeholder="For example: Van 2, Joseph" {...field('name')} />
        <SelectField label={labels.type} options={stockLocationTypes.map((type) => ({ value: type, label: locationTypes[type].label }))} {...field('type')} />
      </FieldRow>
      {isVan && <SelectField label="Whose van (optional)" searchable clearable options={people.options} hint="What they install is taken from here first, and by nobody else." {...field('technicianId')} />}
      <FieldRow>
        <TextField label="Address (optional)" {...field('address')} />
        <TextField label="City (optional)" {...field('city')} />
      </FieldRow>
      <FieldRow>
        <TextField label="Contact (optional)" {...field('contactPerson')} />
        <PhoneField label="Phone (optional)" {...field('contactPhone')} />
      </FieldRow>
      <TextField label="POP site (optional)" hint="Where it stands at one." {...field('popSite')} />
    </>
  );
}
