import { listOffers, updateSubscription, type Subscriber } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, Money, MoneyField, Notice, SelectField, showToast, TextField, useRecordForm } from '../../ui/index.ts';
import { offerChoices } from './offer-choices.ts';
import { alsoChanges } from './router-user-words.ts';

type Service = Subscriber['subscriptions'][number];

interface Props {
  service: Service;
  /** A package goes with the profile of a router user: where there is one, it is changed there. */
  username: string | undefined;
  onClose: () => void;
}

/** Another price of what a subscriber has, and another package where no router has a say in it. Nobody is disconnected for it. */
export function ChangeServiceDialog({ service, username, onClose }: Props) {
  const write = useWrite();
  const offers = useEndpoint(listOffers, { query: { limit: 200, isActive: true } });
  const form = useRecordForm(updateSubscription.body, {
    record: service,
    values: ({ offerId, monthlyPrice }) => ({ ...(username ? {} : { offerId }), monthlyPrice, reason: '' }),
    submit: (body, call) => write(updateSubscription, { params: { id: service.id }, body }, call, alsoChanges),
    done: () => {
      onClose();
      showToast({ title: 'The service is changed.' });
    },
  });
  const offerId = String(form.values.offerId ?? service.offerId);
  const offer = offers.data?.data.find(({ id }) => id === offerId);
  return (
    <FormDialog
      form={form} title={`Change ${service.offerName}`} subtitle="From the next bill on; what was issued stays as it is." submit="Change the service" onClose={onClose}
      labels={{ offerId: 'Package', monthlyPrice: 'Price a month' }}
    >
      {username
        ? <Notice tone="info" title={`Another package is given to the router user ${username}: its profile changes with it.`} />
        : (
          <SelectField
            label="Package" {...form.field('offerId')} searchable nothingFound="No package is called so." options={offerChoices(offers.data?.data, service)}
            onChange={(value) => {
              form.set('offerId', value);
              const price = value === service.offerId ? service.monthlyPrice : offers.data?.data.find(({ id }) => id === value)?.monthlyPrice;
              if (price) form.set('monthlyPrice', price);
            }}
          />
        )}
      <MoneyField
        label="Price a month" {...form.field('monthlyPrice')}
        {...(offer && Number(offer.monthlyPrice) !== Number(form.values.monthlyPrice) ? { hint: <>The package’s price is <Money amount={offer.monthlyPrice} /></> } : {})}
      />
      <TextField label="Reason (optional)" {...form.field('reason')} placeholder="For example: loyal for three years" hint="Stands in what happened." />
    </FormDialog>
  );
}
