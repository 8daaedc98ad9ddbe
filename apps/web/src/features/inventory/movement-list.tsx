import { IconArrowBackUp, IconCheck, IconQrcode, IconTransfer } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { confirmStockMovement, listStockMovements, reverseStockMovement, type StockMovement } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { useStockReach } from '../../lib/use-stock-reach.ts';
import { Anchor, EmptyState, ErrorState, IconButton, ListSkeleton, RecordCell, RecordName, RecordRow, RecordTable, Section, ShowMore, showToast, When } from '../../ui/index.ts';
import styles from './inventory.module.css';
import { LabelsDialog } from './labels-dialog.tsx';
import { changeOf, movementIcon, movementWords, wayOf } from './stock-words.tsx';

interface Props { itemId?: string; unitId?: string; locationId?: string; stocktakeId?: string; type?: string; withoutItem?: boolean }

/** The ledger, newest first: what came, went and moved, by whom, and the way to undo it. */
export function MovementList({ itemId, unitId, locationId, stocktakeId, type, withoutItem = false }: Props) {
  const mayDo = useMayDo();
  const [labelled, setLabelled] = useState<StockMovement | null>(null);
  const movements = usePages(
    listStockMovements, { query: { limit: 30, ...(itemId ? { itemId } : {}), ...(unitId ? { unitId } : {}), ...(locationId ? { locationId } : {}), ...(stocktakeId ? { stocktakeId } : {}), ...(type ? { type } : {}) } }, { keepPrevious: true });
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
            <RecordCell part="actions"><MovementActions movement={movement} label={() => setLabelled(movement)} may={mayDo(movement)} /></RecordCell>
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

interface MayDo { undo: boolean; confirm: boolean; label: boolean }

/** In the field one undoes what one moved with one's own van, and says that what was sent to it is there. */
function useMayDo(): (movement: StockMovement) => MayDo {
  const { can, user } = useSession();
  const { keeps, ownVans } = useStockReach();
  const isOwn = (id: string | null) => ownVans.some((van) => van.id === id);
  return ({ type, performedById, fromLocationId, toLocationId }) => {
    if (keeps) return { undo: type !== 'adjust' || Boolean(can('inventory:manage')), confirm: true, label: true };
    return { undo: type !== 'adjust' && performedById === user.id && (isOwn(fromLocationId) || isOwn(toLocationId)), confirm: isOwn(toLocationId), label: false };
  };
}

function MovementActions({ movement, label, may }: { movement: StockMovement; label: () => void; may: MayDo }) {
  const alsoChanges = ['items', 'inventory', 'stock-units'];
  const reverse = useAction(reverseStockMovement, { alsoChanges, done: () => showToast({ title: 'Undone by its opposite.' }) });
  const confirm = useAction(confirmStockMovement, { alsoChanges, done: () => showToast({ title: 'It has arrived.' }) });
  const params = { id: movement.id };
  return (
    <>
      {may.confirm && movement.isInTransit && (
        <IconButton label={`${movement.itemName} has arrived`} onClick={() => void confirm.run({ params, body: {} })}><IconCheck size={16} stroke={1.75} aria-hidden /></IconButton>
      )}
      {may.label && movement.type === 'receive' && movement.canReverse && movement.units.length > 0 && (
        <IconButton label={`Print labels for what was received of ${movement.itemName}`} onClick={label}><IconQrcode size={16} stroke={1.75} aria-hidden /></IconButton>
      )}
      {may.undo && movement.canReverse && (
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
