import { IconAdjustmentsHorizontal, IconArrowBackUp, IconArrowsExchange, IconDots, IconPackageExport, IconPackageImport, IconPencil, IconQrcode } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { getItem, type Item } from '@lastmile/contracts';
import { count, formatCount } from '../../lib/format.ts';
import { Problem } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useStockReach } from '../../lib/use-stock-reach.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, Code, ErrorState, Facts, IconButton, Money, Page, PageStack, RecordSkeleton, ResponsiveMenu, Section, SegmentedControl } from '../../ui/index.ts';
import { useUrlState } from '../../lib/url-state.ts';
import styles from './inventory.module.css';
import { EditItemDialog } from './item-dialogs.tsx';
import { ItemHolds } from './item-holds.tsx';
import { ItemLevels, ItemReceivers, ItemWeeks } from './item-sections.tsx';
import { AdjustDialog, IssueDialog, ReceiveDialog, ReturnDialog, TransferDialog, type MovementKind } from './movement-dialogs.tsx';
import { LabelsDialog } from './labels-dialog.tsx';
import { MovementList } from './movement-list.tsx';
import { ItemStatusBadge } from './stock-words.tsx';
import { UnitList } from './unit-list.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** `/inventory/items/:id`: how much of an item is where, what came and went, and everything that is done with it (S0-10.12-b). */
export function ItemPage() {
  const { id = '' } = useParams();
  const item = useEndpoint(getItem, { params: { id } });
  if (item.error && !item.data && (item.error.status === 404 || item.error.status === 400)) {
    throw new Problem({ status: 404, code: 'not_found', detail: item.error.detail });
  }
  if (!item.data) {
    return (
      <Page title="Item" back="/inventory" phoneActions={null}>
        {item.error ? <ErrorState title="The item did not load." problem={item.error} again={() => void item.refetch()} /> : <RecordSkeleton />}
      </Page>
    );
  }
  return <Loaded item={item.data} />;
}

function Loaded({ item }: { item: Item }) {
  const [query, change] = useUrlState();
  const mayWrite = Boolean(useSession().can('inventory:write'));
  const { moves } = useStockReach();
  const dialog = useUrlDialog<MovementKind | 'edit' | 'labels'>();
  const tab = item.serialTracking && query.get('show') === 'units' ? 'units' : 'movements';
  const about = [item.sku, item.categoryTitle, item.serialTracking ? 'tracked by serial number' : `counted in ${item.unit}`].filter(Boolean).join(' · ');
  return (
    <Page
      title={item.name} back="/inventory" beside={<ItemStatusBadge status={item.status} />} subtitle={about}
      actions={<Actions item={item} open={dialog.open} />}
    >
      <PageStack>
        <div className={styles.figures}>
          <div className={styles.figure}><span>On hand</span><b>{formatCount(item.onHand)}</b><small>at {count(item.levels.filter(({ onHand }) => onHand > 0).length, 'location')}</small></div>
          <div className={styles.figure}><span>Reserved</span><b>{formatCount(item.reserved)}</b><small>held for somebody</small></div>
          <div className={styles.figure}><span>Available</span><b>{formatCount(item.available)}</b><small>low at {formatCount(item.lowStockThreshold)}</small></div>
          <div className={styles.figure}><span>Value</span><b><Money amount={item.value} /></b><small><Money amount={item.averageCost} /> each on average</small></div>
        </div>
        <div className={styles.columns}>
          <PageStack>
            <ItemLevels item={item} />
            {item.serialTracking && (
              <div>
                <SegmentedControl<'movements' | 'units'>
                  label="Of this item" value={tab} onChange={(one) => change({ show: one === 'units' ? one : null }, { replace: true })}
                  options={[{ value: 'movements', label: 'Movements' }, { value: 'units', label: 'Serial numbers' }]}
                />
              </div>
            )}
            {tab === 'units' ? <UnitList itemId={item.id} /> : <MovementList itemId={item.id} withoutItem />}
          </PageStack>
          <PageStack as="aside">
            <Section
              title="Details" actions={mayWrite && (
                <IconButton label="Edit the item" onClick={() => dialog.open('edit')}><IconPencil {...icon} /></IconButton>
              )}
            >
              <Facts
                facts={[
                  { label: 'Barcode', value: item.barcode && <Code>{item.barcode}</Code> }, { label: 'Counted in', value: item.unit }, { label: 'Kept at', value: item.locationName },
                  { label: 'Low at', value: item.lowStockThreshold }, { label: 'Supplier', value: item.supplier }, { label: 'Cost', value: item.unitCost && <Money amount={item.unitCost} /> },
                  { label: 'About', value: item.description },
                ]}
              />
            </Section>
            <ItemHolds item={item} />
            <ItemWeeks item={item} />
            <ItemReceivers item={item} />
          </PageStack>
        </div>
      </PageStack>
      {moves && <Dialogs name={dialog.name} item={item} onClose={dialog.close} />}
    </Page>
  );
}

function Actions({ item, open }: { item: Item; open: (name: MovementKind | 'edit' | 'labels') => void }) {
  const { can } = useSession();
  const phone = usePhone();
  const { keeps, moves } = useStockReach();
  if (!moves) return null;
  if (!keeps) return <FieldActions item={item} open={open} />;
  const adjusts = Boolean(can('inventory:manage'));
  const some = item.available > 0;
  const further = [
    ...(phone && some ? [
      { label: 'Issue …', icon: <IconPackageExport {...icon} />, onChoose: () => open('issue') }, { label: 'Transfer …', icon: <IconArrowsExchange {...icon} />, onChoose: () => open('transfer') },
    ] : []),
    { label: 'Take back …', icon: <IconArrowBackUp {...icon} />, onChoose: () => open('return') },
    { label: 'Print labels …', icon: <IconQrcode {...icon} />, onChoose: () => open('labels') },
    ...(adjusts ? [{ label: 'Adjust …', icon: <IconAdjustmentsHorizontal {...icon} />, onChoose: () => open('adjust') }] : []),
  ];
  return (
    <>
      {!phone && <Button icon={<IconPackageExport {...icon} />} disabled={!some} onClick={() => open('issue')}>Issue</Button>}
      {!phone && <Button icon={<IconArrowsExchange {...icon} />} disabled={!some} onClick={() => open('transfer')}>Transfer</Button>}
      <Button look="primary" icon={<IconPackageImport {...icon} />} onClick={() => open('receive')}>Receive</Button>
      <ResponsiveMenu title={item.name} groups={[{ choices: further }]} target={<IconButton label={`More for ${item.name}`} look="plain"><IconDots {...icon} /></IconButton>} />
    </>
  );
}

/** Who works in the field fetches it into the own van and hands it out from there. */
function FieldActions({ item, open }: { item: Item; open: (name: MovementKind) => void }) {
  const { handlesAt } = useStockReach();
  const inVan = item.levels.filter(({ locationId }) => handlesAt(locationId)).reduce((sum, { available }) => sum + available, 0);
  return (
    <>
      <ResponsiveMenu
        title={item.name} target={<IconButton label={`More for ${item.name}`} look="plain"><IconDots {...icon} /></IconButton>}
        groups={[{ choices: [
          ...(inVan > 0 ? [{ label: 'Issue …', icon: <IconPackageExport {...icon} />, onChoose: () => open('issue') }] : []),
          { label: 'Take back …', icon: <IconArrowBackUp {...icon} />, onChoose: () => open('return') },
        ] }]}
      />
      <Button look="primary" icon={<IconArrowsExchange {...icon} />} onClick={() => open('transfer')}>Transfer</Button>
    </>
  );
}

function Dialogs({ name, item, onClose }: { name: MovementKind | 'edit' | 'labels' | null; item: Item; onClose: () => void }) {
  const shared = { item, onClose };
  switch (name) {
    case 'receive': return <ReceiveDialog {...shared} />;
    case 'issue': return <IssueDialog {...shared} />;
    case 'transfer': return <TransferDialog {...shared} />;
    case 'adjust': return <AdjustDialog {...shared} />;
    case 'return': return <ReturnDialog {...shared} />;
    case 'labels': return item.serialTracking && item.onHand > 0
      ? <LabelsDialog title={`Labels for ${item.name}`} count={item.onHand} asked={{ of: 'units', itemId: item.id }} onClose={onClose} />
      : <LabelsDialog title={`Label for ${item.name}`} count={1} asked={{ of: 'items', itemId: item.id }} onClose={onClose} />;
    case 'edit': return <EditItemDialog {...shared} />;
    default: return null;
  }
}
