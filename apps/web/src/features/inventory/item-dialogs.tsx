import { useNavigate } from 'react-router';
import { createItem, listItemCategories, listStockLocations, updateItem, type Item } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FormDialog, MoneyField, SelectField, SwitchField, TextField, useContractForm, useRecordForm, type FieldProps } from '../../ui/index.ts';

const labels = {
  sku: 'SKU', name: 'Name', categoryId: 'Category', locationId: 'Kept at', serialTracking: 'Each has a serial number', lowStockThreshold: 'Low at',
  unit: 'Counted in', unitCost: 'Cost of one', barcode: 'Barcode', supplier: 'Supplier', description: 'Description',
};
type Name = keyof typeof labels;

/** Adds an item and opens its page, where its first delivery is received. */
export function NewItemDialog({ onClose }: { onClose: () => void }) {
  const write = useWrite();
  const navigate = useNavigate();
  const form = useContractForm(createItem.body, {
    initial: { serialTracking: false },
    submit: (body, call) => write(createItem, { body }, call, ['inventory']),
    done: ({ id }) => void navigate(`/inventory/items/${id}`),
  });
  return (
    <FormDialog form={form} title="New item" submit="Add item" onClose={onClose} width={560}>
      <ItemFields field={form.field} />
    </FormDialog>
  );
}

export function EditItemDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(updateItem.body, {
    record: item,
    values: (known) => pick(known, 'sku', 'name', 'description', 'categoryId', 'locationId', 'serialTracking', 'lowStockThreshold', 'unit', 'unitCost', 'barcode', 'supplier'),
    submit: (body, call) => write(updateItem, { params: { id: item.id }, body }, call, ['inventory']),
    done: onClose,
  });
  return (
    <FormDialog form={form} title={`Edit ${item.name}`} submit="Save item" onClose={onClose} labels={labels} width={560}>
      <ItemFields field={form.field} />
    </FormDialog>
  );
}

function ItemFields({ field }: { field: (name: Name) => FieldProps }) {
  const categories = useEndpoint(listItemCategories, {}).data?.data ?? [];
  const locations = useEndpoint(listStockLocations, {}).data?.data ?? [];
  return (
    <>
      <FieldRow>
        <TextField label={labels.name} placeholder="For example: MikroTik hAP ax²" {...field('name')} />
        <TextField label={labels.sku} monospace placeholder="RTR-HAPAX2" {...field('sku')} />
      </FieldRow>
      <FieldRow>
        <SelectField label="Category (optional)" searchable clearable options={categories.filter(({ isActive }) => isActive).map(({ id, title }) => ({ value: id, label: title }))} {...field('categoryId')} />
        <SelectField label="Kept at (optional)" searchable clearable options={locations.filter(({ isActive }) => isActive).map(({ id, name }) => ({ value: id, label: name }))} {...field('locationId')} />
      </FieldRow>
      <SwitchField label={labels.serialTracking} hint="Each is received, issued and returned by its serial number." {...field('serialTracking')} />
      <FieldRow>
        <TextField label="Low at (optional)" inputMode="numeric" hint="So many or fewer available is low; the usual number where empty." {...field('lowStockThreshold')} />
        <TextField label="Counted in (optional)" placeholder="piece" {...field('unit')} />
      </FieldRow>
      <FieldRow>
        <MoneyField label="Cost of one (optional)" hint="Where a delivery does not say." {...field('unitCost')} />
        <TextField label="Supplier (optional)" {...field('supplier')} />
      </FieldRow>
      <TextField label="Barcode (optional)" monospace {...field('barcode')} />
      <TextField label="Description (optional)" rows={2} {...field('description')} />
    </>
  );
}
