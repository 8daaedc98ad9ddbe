import type { SubscriberRow } from '@lastmile/contracts';
import { ListCell, ListLink, ListTable, Money, Phone, When } from '../../ui/index.ts';
import { SubscriberStatus } from './subscriber-status.tsx';

/** Subscribers at a desk, one a row. */
export function SubscriberTable({ subscribers }: { subscribers: readonly SubscriberRow[] }) {
  return (
    <ListTable label="Subscribers" heads={['Name', 'Number', 'State', 'Phone', 'Place', 'Package', { label: 'A month', end: true }, { label: 'Since', end: true }]}>
      {subscribers.map(({ id, name, number, status, phone, place, offerName, monthlyPrice, createdAt }) => (
        <tr key={id}>
          <ListCell cut><ListLink to={`/subscribers/${id}`} title={name}>{name}</ListLink></ListCell>
          <ListCell dim>{number}</ListCell>
          <ListCell><SubscriberStatus status={status} /></ListCell>
          <ListCell>{phone && <Phone number={phone} link />}</ListCell>
          <ListCell cut title={place}>{place}</ListCell>
          <ListCell cut title={offerName}>{offerName}</ListCell>
          <ListCell end>{monthlyPrice && <Money amount={monthlyPrice} />}</ListCell>
          <ListCell end dim><When at={createdAt} as="ago" /></ListCell>
        </tr>
      ))}
    </ListTable>
  );
}
