import { IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { listItemCategories, listStockLocations, listStocktakes, startStocktake } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Anchor, Button, EmptyState, ErrorState, FormDialog, ListSkeleton, Money, Page, PageStack, RecordCell, RecordRow, RecordTable, Section, SelectField, ShowMore, SwitchField, TextField,
  useContractForm, When,
} from '../../ui/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import styles from './inventory.module.css';
import { StocktakeStatusBadge } from './stocktake-words.tsx';

/** `/inventory/stocktakes`: what was counted where, and what came of it. */
export function StocktakesPage() {
  const mayWrite = Boolean(useSession().can('inventory:write'));
  const navigate = useNavigate();
  const stocktakes = usePages(listStocktakes, { query: { limit: 30 } });
  const dialog = useUrlDialog<'new'>();
  const begin = mayWrite && <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>New stocktake</Button>;
  return (
    <Page title="Inventory" documentTitle="Stocktakes" actions={begin} phoneActions={begin} tabs={<InventoryTabs />}>
      <PageStack>
        {stocktakes.isPending && <ListSkeleton rows={4} />}
        {stocktakes.error && stocktakes.items.length === 0 && <ErrorState title="The stocktakes did not load." problem={stocktakes.error} again={() => void stocktakes.refetch()} />}
        {stocktakes.isSuccess && stocktakes.items.length === 0 && (
          <EmptyState icon={<IconClipboardCheck size={24} stroke={1.75} />} title="Nothing was counted yet" actions={begin || undefined}>
            Count a shelf, a van or a whole warehouse; several people can count at once, and work goes on meanwhile.
          </EmptyState>
        )}
        {stocktakes.items.length > 0 && (
          <Section title="Stocktakes" hint="Newest first" flush>
            <RecordTable label="Stocktakes" heads={['Stocktake', 'Status', 'Counted', { label: 'Missing', end: true }, { label: 'Surplus', end: true }, { label: 'Difference', end: true }]}>
              {stocktakes.items.map((one) => (
                <RecordRow key={one.id} muted={one.status === 'cancelled'}>
                  <RecordCell part="name">
                    <span className={styles.way}>
                      <Anchor component={Link} to={`/inventory/stocktakes/${one.id}`} inherit>{one.locationName}</Anchor>
                      <small>{[one.number, one.categoryTitle, one.startedByName].filter(Boolean).join(' · ')} · <When at={one.startedAt} as="near" /></small>
                    </span>
                  </RecordCell>
                  <RecordCell label="Status"><StocktakeStatusBadge status={one.status} /></RecordCell>
                  <RecordCell label="Counted">{one.linesCounted} of {one.lines}</RecordCell>
                  <RecordCell end label="Missing">{one.missing || ''}</RecordCell>
                  <RecordCell end label="Surplus">{(one.surplus ?? 0) + (one.misplaced ?? 0) || ''}</RecordCell>
                  <RecordCell end label="Difference">{one.value !== null && <Money amount={one.value} />}</RecordCell>
                </RecordRow>
              ))}
            </RecordTable>
            <ShowMore pages={stocktakes}>Show older stocktakes</ShowMore>
          </Section>
        )}
      </PageStack>
      {mayWrite && dialog.name === 'new' && <StartDialog onClose={dialog.close} done={(id) => void navigate(`/inventory/stocktakes/${id}`)} />}
    </Page>
  );
}

function StartDialog({ onClose, done }: { onClose: () => void; done: (id: string) => void }) {
  const write = useWrite();
  const locations = useEndpoint(listStockLocations, { query: { isActive: true } }).data?.data ?? [];
  const categories = useEndpoint(listItemCategories, {}).data?.data ?? [];
  const form = useContractForm(startStocktake.body, {
    initial: { isBlind: true }, submit: (body, call) => write(startStocktake, { body }, call), done: ({ id }) => done(id),
  });
  return (
    <FormDialog form={form} title="New stocktake" submit="Start counting" onClose={onClose}>
      <SelectField label="Where" searchable options={locations.map(({ id, name }) => ({ value: id, label: name }))} {...form.field('locationId')} />
      <SelectField
        label="Only a category (optional)" searchable clearable hint="With those below it; everything there where empty."
        options={categories.filter(({ isActive }) => isActive).map(({ id, title }) => ({ value: id, label: title }))} {...form.field('categoryId')}
      />
      <SwitchField label="Count blind" hint="Nobody sees what is expected until the counting is closed." {...form.field('isBlind')} />
      <TextField label="Notes (optional)" rows={2} {...form.field('notes')} />
    </FormDialog>
  );
}
