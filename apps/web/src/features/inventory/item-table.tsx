import type { ItemRow } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { usePhone } from '../../lib/viewport.ts';
import { ListBlock, ListBlocks, ListCell, ListLink, ListTable } from '../../ui/index.ts';
import { ItemStatusBadge } from './stock-words.tsx';

/** Items: a row each at a desk, a block each on a phone (S0-10.12-a). */
export function ItemTable({ items }: { items: readonly ItemRow[] }) {
  return usePhone() ? <ItemBlocks items={items} /> : <ItemRows items={items} />;
}

function ItemRows({ items }: { items: readonly ItemRow[] }) {
  return (
    <ListTable
      label="Items" heads={['SKU', 'Name', 'Category', 'Kept at', { label: 'On hand', end: true }, { label: 'Reserved', end: true }, { label: 'Available', end: true }, 'Status']}
    >
      {items.map((item) => (
        <tr key={item.id}>
          <ListCell code>{item.sku}</ListCell>
          <ListCell cut><ListLink to={`/inventory/items/${item.id}`} title={item.name}>{item.name}</ListLink></ListCell>
          <ListCell cut dim title={item.categoryTitle}>{item.categoryTitle}</ListCell>
          <ListCell cut dim title={item.locationName}>{item.locationName}</ListCell>
          <ListCell end>{formatCount(item.onHand)}</ListCell>
          <ListCell end dim>{item.reserved ? formatCount(item.reserved) : ''}</ListCell>
          <ListCell end><b>{formatCount(item.available)}</b></ListCell>
          <ListCell><ItemStatusBadge status={item.status} /></ListCell>
        </tr>
      ))}
    </ListTable>
  );
}

function ItemBlocks({ items }: { items: readonly ItemRow[] }) {
  return (
    <ListBlocks label="Items">
      {items.map((item) => (
        <ListBlock key={item.id} to={`/inventory/items/${item.id}`} name={item.name} about={`${formatCount(item.available)} available of ${formatCount(item.onHand)} · ${item.sku}`}>
          <ItemStatusBadge status={item.status} />
        </ListBlock>
      ))}
    </ListBlocks>
  );
}
