import { IconPackages, IconPlus, IconQrcode, IconSearch } from '@tabler/icons-react';
import { getInventorySummary, listItemCategories, listItems, listStockLocations, type ItemStatus } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Bar, Button, EmptyState, ErrorState, FilterBar, FilterChip, ListSkeleton, Money, Page, PageStack, ResponsiveMenu, SearchField, Section, ShowMore } from '../../ui/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import styles from './inventory.module.css';
import { NewItemDialog } from './item-dialogs.tsx';
import { ItemTable } from './item-table.tsx';
import { LabelsDialog } from './labels-dialog.tsx';
import { itemStatuses } from './stock-words.tsx';

const statuses = Object.keys(itemStatuses) as ItemStatus[];

/** `/inventory`: what is kept in stock, how much of it is there, and what runs low (S0-10.12-a, -i). */
export function ItemsPage() {
  const [query, change] = useUrlState();
  const { can } = useSession();
  const [mayWrite, mayManage] = [Boolean(can('inventory:write')), Boolean(can('inventory:manage'))];
  const dialog = useUrlDialog<'new' | 'labels'>();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const status = statuses.find((one) => one === query.get('status')) ?? null;
  const [categoryId, locationId] = [query.get('category'), query.get('location')];
  const narrowing = { ...(q ? { q } : {}), ...(status ? { status } : {}), ...(categoryId ? { categoryId } : {}), ...(locationId ? { locationId } : {}) };
  const items = usePages(listItems, { query: { ...narrowing, limit: 50, count: true } }, { keepPrevious: true });
  const isNarrowed = Object.keys(narrowing).length > 0;
  const clear = () => change({ q: null, status: null, category: null, location: null }, { replace: true });
  const add = mayWrite && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>New item</Button>
  );
  return (
    <Page title="Inventory" actions={<>{mayManage && <Button to="/inventory/import">Import</Button>}{add}</>} phoneActions={add} tabs={<InventoryTabs />}>
      <PageStack>
        <Figures chosen={status} choose={(one) => change({ status: one }, { replace: true })} />
        {!isNarrowed && <CategoryChart choose={(id) => change({ category: id })} />}
        <FilterBar
          label="Filter the items"
          search={<SearchField label="Find in items" value={q} onChange={(words) => change({ q: words || null }, { replace: true })} />}
        >
          <CategoryFilter chosen={categoryId} choose={(id) => change({ category: id }, { replace: true })} />
          <LocationFilter chosen={locationId} choose={(id) => change({ location: id }, { replace: true })} />
          {isNarrowed && <Button look="quiet" size="xs" onClick={clear}>Clear</Button>}
          {items.items.length > 0 && !q && !status && (
            <Button look="quiet" size="xs" icon={<IconQrcode size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('labels')}>Print labels</Button>
          )}
        </FilterBar>
        {items.isPending && <ListSkeleton rows={8} />}
        {items.error && items.items.length === 0 && <ErrorState title="The items did not load." problem={items.error} again={() => void items.refetch()} />}
        {items.isSuccess && items.items.length === 0 && (isNarrowed ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.75} />} title="No item is like that" actions={<Button onClick={clear}>Clear the filters</Button>}>
            Search by part of a name, a SKU or a barcode.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconPackages size={24} stroke={1.75} />} title="Nothing in stock yet" actions={<>{mayManage && <Button to="/inventory/import">Import what you counted</Button>}{add}</>}>
            Add what you keep: routers, fibre, connectors. Then receive the first delivery, and every figure follows from it.
          </EmptyState>
        ))}
        {items.items.length > 0 && <ItemTable items={items.items} />}
        <ShowMore pages={items}>Show more items</ShowMore>
      </PageStack>
      {dialog.name === 'labels' && (
        <LabelsDialog title="Labels for items" asked={{ of: 'items', ...(categoryId ? { categoryId } : {}), ...(locationId ? { locationId } : {}) }} onClose={dialog.close} />
      )}
      {mayWrite && dialog.name === 'new' && <NewItemDialog onClose={dialog.close} />}
    </Page>
  );
}

/** The four figures of S0-10.12-i; pressing what runs low narrows the list to it. */
function Figures({ chosen, choose }: { chosen: ItemStatus | null; choose: (status: ItemStatus | null) => void }) {
  const summary = useEndpoint(getInventorySummary, {}, { keepPrevious: true });
  const { locale } = useLocale();
  if (!summary.data) return null;
  const { items, low, outOfStock, issuedThisMonth, value } = summary.data;
  const narrowing = [{ status: 'low', label: 'Low', figure: low }, { status: 'out_of_stock', label: 'Out of stock', figure: outOfStock }] as const;
  return (
    <div className={styles.figures} role="group" aria-label="The stock">
      <div className={styles.figure}><span>Items</span><b>{formatCount(items, locale)}</b><small><Money amount={value} /> in all</small></div>
      {narrowing.map(({ status, label, figure }) => (
        <button key={status} type="button" className={styles.figure} aria-pressed={chosen === status} onClick={() => choose(chosen === status ? null : status)}>
          <span>{label}</span><b>{formatCount(figure, locale)}</b><small>{figure === 0 ? 'nothing to order' : 'show them'}</small>
        </button>
      ))}
      <div className={styles.figure}><span>Issued this month</span><b>{formatCount(issuedThisMonth, locale)}</b><small>to subscribers and orders</small></div>
    </div>
  );
}

const mostCategories = 6;

/** What the value of the stock is made of (S0-10.12-i); pressing a category narrows the list to it. */
function CategoryChart({ choose }: { choose: (id: string) => void }) {
  const summary = useEndpoint(getInventorySummary, {}, { keepPrevious: true });
  const categories = (summary.data?.categories ?? []).filter(({ items }) => items > 0);
  if (categories.length < 2) return null;
  const most = Math.max(...categories.map(({ value }) => Number(value)), 1);
  return (
    <Section title="By category" hint={categories.length > mostCategories ? `the ${mostCategories} with most of the value` : 'with their value'}>
      <ol className={styles.categories}>
        {categories.slice(0, mostCategories).map(({ categoryId, title, items, onHand, value }) => (
          <li key={categoryId}>
            <button type="button" className={styles.category} title={`${items} items, ${onHand} on hand`} onClick={() => choose(categoryId ?? 'none')}>{title ?? 'Without one'}</button>
            <Bar part={Number(value)} of={most} />
            <b><Money amount={value} /></b>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface FilterProps { chosen: string | null; choose: (id: string | null) => void }

function CategoryFilter({ chosen, choose }: FilterProps) {
  const { data } = useEndpoint(listItemCategories, {});
  return <PickFilter label="Category" chosen={chosen} choose={choose} options={data?.data.filter(({ isActive }) => isActive).map(({ id, title }) => ({ id, name: title })) ?? []} />;
}

function LocationFilter({ chosen, choose }: FilterProps) {
  const { data } = useEndpoint(listStockLocations, {});
  return <PickFilter label="Location" chosen={chosen} choose={choose} options={data?.data.filter(({ isActive }) => isActive) ?? []} />;
}

function PickFilter({ label, chosen, choose, options }: FilterProps & { label: string; options: readonly { id: string; name: string }[] }) {
  const name = options.find(({ id }) => id === chosen)?.name;
  return (
    <ResponsiveMenu
      title={label}
      groups={[{ choices: [
        { label: 'Any', current: chosen === null, onChoose: () => choose(null) },
        ...options.map((option) => ({ label: option.name, current: option.id === chosen, onChoose: () => choose(option.id) })),
      ] }]}
      target={<FilterChip label={label} active={chosen !== null} opens={chosen === null} {...(chosen ? { value: name ?? '…', onClear: () => choose(null) } : {})} />}
    />
  );
}
