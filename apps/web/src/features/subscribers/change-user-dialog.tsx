import { useDebouncedValue } from '@mantine/hooks';
import { IconClock, IconPlugConnectedX, IconRepeat, IconRouter } from '@tabler/icons-react';
import { useState } from 'react';
import { changeRouterUser, listOffers, planRouterUserChange, type Input, type Output, type Subscriber } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FormDialog, Money, MoneyField, Notice, SelectField, showToast, TextField, useContractForm } from '../../ui/index.ts';
import { AddressField, addressOf, asItIs, byHand } from './address-field.tsx';
import { offerChoices } from './offer-choices.ts';
import { alsoChanges } from './router-user-words.ts';
import styles from './change-user-dialog.module.css';

type RouterUser = Subscriber['routerUsers'][number];
type Service = Subscriber['subscriptions'][number];
type Change = NonNullable<Input<typeof changeRouterUser>['body']>;
type Plan = Output<typeof planRouterUserChange>;

/** Long enough for a word to be typed, short enough to feel like an answer. */
const patience = 300;

interface Props {
  user: RouterUser;
  /** What they have with it, where they have a package. */
  service: Service | undefined;
  onClose: () => void;
}

/** Another package, price, profile or address of a router user, with what that would come to before anything is asked of the router. */
export function ChangeUserDialog({ user, service, onClose }: Props) {
  const write = useWrite();
  const offers = useEndpoint(listOffers, { query: { limit: 200, isActive: true } });
  const [address, setAddress] = useState<string>(asItIs);
  const form = useContractForm(changeRouterUser.body, {
    initial: { offerId: service?.offerId ?? '', monthlyPrice: service?.monthlyPrice ?? '' },
    submit: (_, call) => write(changeRouterUser, { params: { id: user.id }, body: wanted }, call, alsoChanges),
    done: () => {
      onClose();
      showToast({ title: 'It holds as soon as the router has it.' });
    },
  });
  const text = (name: 'offerId' | 'monthlyPrice' | 'profile' | 'ipAddress') => String(form.values[name] ?? '').trim();
  const offer = offers.data?.data.find(({ id }) => id === text('offerId'));
  const wanted = changeOf({ offerId: text('offerId'), monthlyPrice: text('monthlyPrice'), profile: text('profile'), ipAddress: text('ipAddress'), address }, service);
  const isAsked = Object.keys(wanted).length > 0 && !(address === byHand && text('ipAddress') === '');
  const written = JSON.stringify(wanted);
  const [asked] = useDebouncedValue(written, patience);
  const plan = useEndpoint(planRouterUserChange, { params: { id: user.id }, body: JSON.parse(asked) as Change }, { enabled: isAsked && asked !== '{}', keepPrevious: true });
  const isFresh = asked === written && plan.isSuccess && !plan.isFetching;
  return (
    <FormDialog form={form} title={`Change ${user.username}`} submit="Change on the router" onClose={onClose} subtitle={`On ${user.routerName}`}>
      <FieldRow>
        <SelectField
          label="Package" {...form.field('offerId')} searchable placeholder="No package" nothingFound="No package is called so."
          options={offerChoices(offers.data?.data, service)}
          onChange={(value) => {
            form.set('offerId', value);
            const chosen = offers.data?.data.find(({ id }) => id === value);
            form.set('monthlyPrice', value === service?.offerId ? service?.monthlyPrice : chosen?.monthlyPrice ?? '');
          }}
        />
        {offer && offer.id !== service?.offerId && (
          <MoneyField
            label="Price a month" {...form.field('monthlyPrice')}
            {...(Number(offer.monthlyPrice) !== Number(text('monthlyPrice')) ? { hint: <>The package’s price is <Money amount={offer.monthlyPrice} /></> } : {})}
          />
        )}
      </FieldRow>
      <FieldRow>
        <TextField label="Profile" {...form.field('profile')} monospace placeholder={plan.data && isAsked ? plan.data.profile : user.profile} hint="Empty: the package’s own" />
        <AddressField
          routerId={user.routerId} value={address} error={form.errors.addressPool} onChange={setAddress}
          standing={{ words: user.ipAddress ? `${user.ipAddress}, as it is` : 'By the profile, as it is', isFixed: user.ipAddress !== null }}
        />
      </FieldRow>
      {address === byHand && <TextField label="IP address" {...form.field('ipAddress')} monospace inputMode="decimal" placeholder="10.20.0.5" />}
      {plan.error && isAsked && <Notice tone="error" title="It cannot be asked for like this.">{plan.error.detail}</Notice>}
      {isAsked && plan.data && <Happens plan={plan.data} isFresh={isFresh} />}
    </FormDialog>
  );
}

interface Wanted { offerId: string; monthlyPrice: string; profile: string; ipAddress: string; address: string }

/** Only what differs; a price goes with another package, as the same one’s is changed without the router. */
function changeOf({ offerId, monthlyPrice, profile, ipAddress, address }: Wanted, service: Service | undefined): Change {
  const isOther = offerId !== '' && offerId !== service?.offerId;
  return {
    ...(isOther ? { offerId, ...(monthlyPrice === '' ? {} : { monthlyPrice }) } : {}),
    ...(profile === '' ? {} : { profile }),
    ...addressOf(address, ipAddress),
  };
}

const icons = { router: IconRouter, session: IconPlugConnectedX, subscription: IconRepeat, wait: IconClock };

/** What the router is told, what the subscriber notices and what they pay from then on. */
function Happens({ plan: { effects, blockers }, isFresh }: { plan: Plan; isFresh: boolean }) {
  return (
    <section className={`${styles.happens} ${isFresh ? '' : styles.stale}`} aria-label="What will happen" aria-busy={!isFresh}>
      {blockers.map(({ code, message }) => <Notice key={code} tone="error" title={message} />)}
      {blockers.length === 0 && effects.length === 0 && <p className={styles.nothing}>Nothing would change.</p>}
      {blockers.length === 0 && effects.length > 0 && (
        <>
          <h3 className={styles.title}>What will happen</h3>
          <ul className={styles.effects}>
            {effects.map(({ kind, summary, monthlyPrice }) => {
              const Icon = icons[kind];
              return (
                <li key={summary} className={styles.effect}>
                  <span className={styles.icon}><Icon size={16} stroke={1.75} aria-hidden /></span>
                  <span className={styles.words}>{summary}</span>
                  {monthlyPrice && <span className={styles.amount}><Money amount={monthlyPrice} monthly /></span>}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}
