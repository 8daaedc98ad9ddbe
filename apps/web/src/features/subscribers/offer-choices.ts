import type { Output, Subscriber, listOffers } from '@lastmile/contracts';

type Offers = Output<typeof listOffers>['data'];

/** The packages on sale, and the one that somebody has though it is not sold any more. */
export function offerChoices(offers: Offers = [], service?: Subscriber['subscriptions'][number]): { value: string; label: string }[] {
  const kept = service && !offers.some(({ id }) => id === service.offerId) ? [{ value: service.offerId, label: service.offerName }] : [];
  return [...kept, ...offers.map(({ id, name }) => ({ value: id, label: name }))];
}
