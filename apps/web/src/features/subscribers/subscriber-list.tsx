import type { SubscriberRow } from '@lastmile/contracts';
import { CallButton, ListBlock, ListBlocks } from '../../ui/index.ts';
import { SubscriberStatus } from './subscriber-status.tsx';

/** Subscribers on a phone: who, what they have, and a call. */
export function SubscriberList({ subscribers }: { subscribers: readonly SubscriberRow[] }) {
  return (
    <ListBlocks label="Subscribers">
      {subscribers.map(({ id, name, number, status, phone, place, offerName }) => (
        <ListBlock key={id} to={`/subscribers/${id}`} name={name} about={[number, offerName, place].filter(Boolean).join(' · ')}>
          <SubscriberStatus status={status} />
          {phone && <CallButton name={name} phone={phone} compact />}
        </ListBlock>
      ))}
    </ListBlocks>
  );
}
