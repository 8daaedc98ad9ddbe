import { getServiceOrder, getSubscriber, listServiceOrders, listSubscribers } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { FindField, type FieldProps } from '../../ui/index.ts';

const orderOf = ({ id, number, subscriberName }: { id: string; number: string; subscriberName: string }) => ({ value: id, label: `${number} · ${subscriberName}` });
const subscriberOf = ({ id, number, name }: { id: string; number: string; name: string }) => ({ value: id, label: `${number} · ${name}` });
const idIn = ({ value }: FieldProps): string => (typeof value === 'string' ? value : '');

/** A service order that is open, or one that is over where it is named; or else a subscriber. */
export function ReceiverFields({ field }: { field: (name: 'serviceOrderId' | 'subscriberId') => FieldProps }) {
  const [order, subscriber] = [field('serviceOrderId'), field('subscriberId')];
  // What was chosen before this was on the screen has a name too.
  const chosenOrder = useEndpoint(getServiceOrder, { params: { id: idIn(order) } }, { enabled: idIn(order) !== '' }).data;
  const chosenSubscriber = useEndpoint(getSubscriber, { params: { id: idIn(subscriber) } }, { enabled: idIn(subscriber) !== '' }).data;
  return (
    <>
      <FindField
        label="Service order (optional)" clearable placeholder="Number, name or address" from={listServiceOrders} query={{ status: 'open,scheduled,in_progress' }}
        whenTyped={{ status: 'open,scheduled,in_progress,completed' }} option={orderOf} chosen={chosenOrder && orderOf(chosenOrder)} {...order}
      />
      <FindField
        label="Subscriber (optional)" clearable placeholder="Name, phone or number" from={listSubscribers} option={subscriberOf} chosen={chosenSubscriber && subscriberOf(chosenSubscriber)} {...subscriber}
      />
    </>
  );
}
