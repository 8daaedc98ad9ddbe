import { IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { getItem, listStocktakeFindings, listStocktakeLines, type Stocktake, type StocktakeLine } from '@lastmile/contracts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import {
  Button, EmptyState, ErrorState, FilterBar, FilterChip, IconButton, ListSkeleton, Money, RecordCell, RecordName, RecordRow, RecordTable, SearchField, Section, ShowMore, When,
} from '../../ui/index.ts';
import styles from './inventory.module.css';
import { CountDialog } from './stocktake-count.tsx';
import { findingWords } from './stocktake-words.tsx';

const shown = [['open', 'To be counted'], ['counted', 'Counted']] as const;

/** What is to be counted, and what was; each is counted from here. */
export function LineSection({ stocktake: { id, can, isBlind } }: { stocktake: Stocktake }) {
  const [query, change] = useUrlState();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const show = shown.find(([one]) => one === query.get('show'))?.[0];
  const lines = usePages(listStocktakeLines, { params: { id }, query: { limit: 100, ...(q ? { q } : {}), ...(show ? { show } : {}) } }, { keepPrevious: true });
  const dialog = useUrlDialog<'count'>();
  return (
    <Section title="Items" flush>
      <div className={styles.within}>
        <FilterBar label="Filter the items" search={<SearchField label="Find an item" value={q} onChange={(words) => change({ q: words || null }, { replace: true })} />}>
          {shown.map(([one, label]) => (
            <FilterChip key={one} label={label} active={show === one} aria-pressed={show === one} onClick={() => change({ show: show === one ? null : one }, { replace: true })} />
          ))}
        </FilterBar>
      </div>
      {lines.isPending && <ListSkeleton rows={6} />}
      {lines.error && lines.items.length === 0 && <ErrorState title="The items did not load." problem={lines.error} again={() => void lines.refetch()} />}
      {lines.isSuccess && lines.items.length === 0 && (
        <EmptyState bare icon={<IconCircleCheck size={24} stroke={1.75} />} title={show === 'open' ? 'Everything is counted' : 'No item is like that'}>
          {show === 'open' ? 'Close the counting to see what was found.' : 'What is here and not in this list is counted by its serial number or barcode above.'}
        </EmptyState>
      )}
      {lines.items.length > 0 && (
        <RecordTable label="Items to be counted" heads={['Item', ...(isBlind ? [] : [{ label: 'Expected', end: true } as const]), { label: 'Counted', end: true }, 'By', '']}>
          {lines.items.map((line) => (
            <RecordRow key={line.itemId}>
              <RecordCell part="name"><RecordName name={line.itemName} detail={line.sku} /></RecordCell>
              {!isBlind && <RecordCell end label="Expected">{line.expected}</RecordCell>}
              <RecordCell end label="Counted">{line.counted === null ? <span className={styles.nothing}>not yet</span> : <b>{line.counted}</b>}</RecordCell>
              <RecordCell label="By">{line.countedByName && line.countedAt && <>{line.countedByName}, <When at={line.countedAt} as="near" /></>}</RecordCell>
              <RecordCell part="actions">
                {can.count && (line.counted === null
                  ? <Button size="xs" onClick={() => dialog.open('count', line.itemId)} aria-label={`Count ${line.itemName}`}>Count</Button>
                  : <IconButton label={`Count ${line.itemName}`} onClick={() => dialog.open('count', line.itemId)}><IconPencil size={16} stroke={1.75} aria-hidden /></IconButton>)}
              </RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
      <ShowMore pages={lines}>Show more items</ShowMore>
      {can.count && dialog.name === 'count' && dialog.record && dialog.record !== 'choose' && (
        <CountedLine key={dialog.record} id={id} itemId={dialog.record} known={lines.items.find(({ itemId }) => itemId === dialog.record)} onClose={dialog.close} />
      )}
    </Section>
  );
}

/** What is there without the ledger knowing has no line until it was counted. */
function CountedLine({ id, itemId, known, onClose }: { id: string; itemId: string; known: StocktakeLine | undefined; onClose: () => void }) {
  const item = useEndpoint(getItem, { params: { id: itemId } }, { enabled: !known }).data;
  if (known) return <CountDialog id={id} line={known} onClose={onClose} />;
  if (!item) return null;
  const nothing = { counted: null, countedAt: null, countedByName: null, expected: null, missing: null, surplus: null, misplaced: null, value: null };
  const { name: itemName, sku, unit, barcode, serialTracking } = item;
  return <CountDialog id={id} line={{ itemId, itemName, sku, unit, barcode, serialTracking, ...nothing }} onClose={onClose} />;
}

/** Items of which something is missing, surplus or misplaced. */
export function DifferenceSection({ stocktake: { id } }: { stocktake: Stocktake }) {
  const lines = usePages(listStocktakeLines, { params: { id }, query: { limit: 100, show: 'different' } });
  return (
    <Section title="What was found" flush>
      {lines.isPending && <ListSkeleton rows={3} />}
      {lines.error && lines.items.length === 0 && <ErrorState title="What was found did not load." problem={lines.error} again={() => void lines.refetch()} />}
      {lines.isSuccess && lines.items.length === 0 && <EmptyState bare icon={<IconCircleCheck size={24} stroke={1.75} />} title="Everything is as it should be">What was counted is what the ledger has.</EmptyState>}
      {lines.items.length > 0 && (
        <RecordTable
          label="Differences"
          heads={['Item', { label: 'Expected', end: true }, { label: 'Counted', end: true }, { label: 'Missing', end: true }, { label: 'Surplus', end: true }, { label: 'Misplaced', end: true }, { label: 'Value', end: true }]}
        >
          {lines.items.map((line) => (
            <RecordRow key={line.itemId}>
              <RecordCell part="name"><RecordName name={line.itemName} detail={[line.sku, line.countedByName].filter(Boolean).join(' · ')} /></RecordCell>
              <RecordCell end label="Expected">{line.expected}</RecordCell>
              <RecordCell end label="Counted"><b>{line.counted}</b></RecordCell>
              <RecordCell end label="Missing">{line.missing || ''}</RecordCell>
              <RecordCell end label="Surplus">{line.surplus || ''}</RecordCell>
              <RecordCell end label="Misplaced">{line.misplaced || ''}</RecordCell>
              <RecordCell end label="Value">{line.value !== null && <Money amount={line.value} />}</RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
      <ShowMore pages={lines}>Show more items</ShowMore>
    </Section>
  );
}

/** The serials behind it, and what approving does about each. */
export function FindingSection({ stocktake: { id } }: { stocktake: Stocktake }) {
  const findings = useEndpoint(listStocktakeFindings, { params: { id } });
  if (findings.error && !findings.data) return <ErrorState title="The serial numbers did not load." problem={findings.error} again={() => void findings.refetch()} />;
  if (!findings.data || findings.data.data.length === 0) return null;
  return (
    <Section title="Serial numbers" count={findings.data.data.length} flush>
      <RecordTable label="Serial numbers that are not where they should be" heads={['Serial', 'Item', 'What is so', 'Once approved']}>
        {findings.data.data.map((finding) => {
          const { what, after } = findingWords(finding);
          return (
            <RecordRow key={`${finding.itemId} ${finding.serial}`}>
              <RecordCell part="name"><RecordName name={finding.serial} /></RecordCell>
              <RecordCell label="Item">{finding.itemName}</RecordCell>
              <RecordCell label="What is so">{what}</RecordCell>
              <RecordCell label="Then">{after}</RecordCell>
            </RecordRow>
          );
        })}
      </RecordTable>
    </Section>
  );
}
