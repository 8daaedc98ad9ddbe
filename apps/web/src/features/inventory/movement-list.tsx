import { IconArrowBackUp, IconCheck, IconQrcode, IconTransfer } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { confirmStockMovement, listStockMovements, reverseStockMovement, type StockMovement } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Anchor, EmptyState, ErrorState, IconButton, ListSkeleton, RecordCell, RecordName, RecordRow, RecordTable, Section, ShowMore, showToast, When } from '../../ui/index.ts';
import styles from './inventory.module.css';
import { LabelsDialog } from './labels-dialog.tsx';
import { changeOf, movementIcon, movementWords, wayOf } from './stock-words.tsx';

interface Props { itemId?: string; locationId?: string; stocktakeId?: string; type?: string; withoutItem?: boolean }

/** The ledger, newest first: what came, went and moved, by whom, and the way to undo it. */
export function MovementList({ itemId, locationId, stocktakeId, type, withoutItem = false }: Props) {
  const { can } = useSession();
  const [labelled, setLabelled] = useState<StockMovement | null>(null);
  const movements = usePages(
    listStockMovements, { query: { limit: 30, ...(itemId ? { itemId } : {}), ...(locationId ? { locationId } : {}), ...(stocktakeId ? { stocktakeId } : {}), ...(type ? { type } : {}) } }, { keepPrevious: true });
  if (movements.isPending) return <ListSkeleton rows={6} />;
  if (movements.error && movements.items.length === 0) return <ErrorState title="The movements did not load." problem={movements.error} again={() => void movements.refetch()} />;
  if (movements.items.length === 0) {
    return <EmptyState icon={<IconTransfer size={24} stroke={1.75} />} title="Nothing moved yet">What is received, issued, transferred, returned or adjusted stands here, for ever.</EmptyState>;
  }
  return (
    <Section title="Movements" hint="Newest first" flush>
      <RecordTable label="Movements" heads={['What', ...(withoutItem ? [] : ['Item']), 'Where', 'When', { label: 'Change', end: true }, '']}>
        {movements.items.map((movement) => (
          <RecordRow key={movement.id} muted={movement.reversedById !== null}>
            <RecordCell part="name"><RecordName name={movementWords(movement)} detail={movement.performedByName} leading={movementIcon(movement)} /></RecordCell>
            {!withoutItem && <RecordCell><Anchor component={Link} to={`/inventory/items/${movement.itemId}`} inherit>{movement.itemName}</Anchor></RecordCell>}
            <RecordCell><span className={styles.way}>{wayOf(movement)}<small>{aboutOf(movement)}</small></span></RecordCell>
            <RecordCell label="When"><When at={movement.createdAt} as="near" /></RecordCell>
            <RecordCell end label="Change"><b>{changeOf(movement)}</b></RecordCell>
            <RecordCell part="actions"><MovementActions movement={movement} label={() => setLabelled(movement)} mayWrite={Boolean(can(movement.type === 'adjust' ? 'inventory:manage' : 'inventory:write'))} /></RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
      <ShowMore pages={movements}>Show older movements</ShowMore>
      {labelled && (
        <LabelsDialog title={`Labels for ${labelled.itemName}`} count={labelled.quantity} asked={{ of: 'units', movementId: labelled.id }} onClose={() => setLabelled(null)} />
      )}
    </Section>
  );
}

function MovementActions({ movement, label, mayWrite }: { movement: StockMovement; label: () => void; mayWrite: boolean }) {
  const alsoChanges = ['items', 'inventory', 'stock-units'];
  const reverse = useAction(reverseStockMovement, { alsoChanges, done: () => showToast({ title: 'Undone by its opposite.' }) });
  const confirm = useAction(confirmStockMovement, { alsoChanges, done: () => showToast({ title: 'It has arrived.' }) });
  if (!mayWrite) return null;
  const params = { id: movement.id };
  return (
    <>
      {movement.isInTransit && (
        <IconButton label={`${movement.itemName} has arrived`} onClick={() => void confirm.run({ params, body: {} })}><IconCheck size={16} stroke={1.75} aria-hidden /></IconButton>
      )}
      {movement.type === 'receive' && movement.canReverse && movement.units.length > 0 && (
        <IconButton label={`Print labels for what was received of ${movement.itemName}`} onClick={label}><IconQrcode size={16} stroke={1.75} aria-hidden /></IconButton>
      )}
      {movement.canReverse && (
        <IconButton label={`Undo the movement of ${movement.itemName}`} onClick={() => void reverse.run({ params, body: {} })}><IconArrowBackUp size={16} stroke={1.75} aria-hidden /></IconButton>
      )}
    </>
  );
}

/** The serials, or else what was written with it. */
function aboutOf({ units, reference, reason, notes, condition }: StockMovement): string {
  const serials = units.length > 2 ? `${units.length} serial numbers` : units.map(({ serial }) => serial).join(', ');
  const words = { good: null, to_test: 'to be tested', faulty: 'faulty' } as const;
  return [serials, reference, reason ?? notes, condition && words[condition]].filter(Boolean).join(' · ');
}
