import { useState } from 'react';
import { createRouterUser, getConversionSettings, listOffers, listRouters, madeUpPassword, type PasswordRule, type Router, type Subscriber } from '@lastmile/contracts';
import { randomBelow } from '../../lib/random.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FormDialog, Notice, PasswordField, SelectField, showToast, TextField, useContractForm } from '../../ui/index.ts';
import { AddressField, addressOf, byHand, byProfile } from './address-field.tsx';
import { offerChoices } from './offer-choices.ts';
import { alsoChanges, serviceNames } from './router-user-words.ts';

interface Props { subscriber: Pick<Subscriber, 'id' | 'name' | 'number' | 'subscriptions' | 'routerUsers'>; onClose: () => void }

/** Lets a subscriber sign in on a router: somebody who was converted without a user, or who has another service. */
export function AddUserDialog({ subscriber, onClose }: Props) {
  const routers = useEndpoint(listRouters).data?.data;
  const rule = useEndpoint(getConversionSettings).data;
  if (!routers || !rule) return null;
  return <Asking subscriber={subscriber} onClose={onClose} routers={routers} rule={rule} />;
}

function Asking({ subscriber, onClose, routers, rule }: Props & { routers: readonly Router[]; rule: PasswordRule }) {
  const { id: subscriberId, name, number, subscriptions, routerUsers } = subscriber;
  const write = useWrite();
  const offers = useEndpoint(listOffers, { query: { limit: 200, isActive: true } }).data?.data;
  const [routerId, setRouterId] = useState((routers.find(({ lastCheckOk }) => lastCheckOk) ?? routers[0])?.id ?? '');
  const [address, setAddress] = useState<string>(byProfile);
  const service = subscriptions.findLast(({ id, status }) => status !== 'ended' && !routerUsers.some(({ subscriptionId }) => subscriptionId === id));
  const makeUp = () => madeUpPassword(rule, randomBelow) ?? '';
  const form = useContractForm(createRouterUser.body, {
    initial: { service: 'pppoe', username: '', password: makeUp(), offerId: service?.offerId ?? '', subscriberId },
    submit: ({ ipAddress, ...body }, call) => write(createRouterUser, { params: { id: routerId }, body: { ...body, ...addressOf(address, ipAddress ?? '') } }, call, alsoChanges),
    done: ({ username, routerName }) => {
      onClose();
      showToast({ title: `${username} is being made on ${routerName}.` });
    },
  });
  return (
    <FormDialog form={form} title="Add a router user" subtitle={`${name}, ${number}`} submit="Make it on the router" onClose={onClose}>
      {routers.length === 0 && <Notice tone="warning" title="There is no router yet.">An administrator adds one under Settings, Routers.</Notice>}
      <FieldRow>
        <SelectField
          label="Router" name="routerId" required maxLength={undefined} error={undefined} value={routerId} searchable={routers.length > 8} options={routers.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(id) => {
            setRouterId(String(id));
            setAddress(byProfile);
          }}
        />
        <SelectField label="Kind" {...form.field('service')} options={Object.entries(serviceNames).map(([value, label]) => ({ value, label }))} />
      </FieldRow>
      <TextField label="User name" {...form.field('username')} monospace autoComplete="off" />
      <PasswordField label="Password" {...form.field('password')} generates={rule.passwordKind !== 'by_hand'} makeUp={makeUp} autoComplete="new-password" required={rule.passwordKind === 'by_hand'} />
      <FieldRow>
        <SelectField label="Package" {...form.field('offerId')} searchable clearable placeholder="None" nothingFound="No package is called so." options={offerChoices(offers, service)} />
        <TextField label="Profile" {...form.field('profile')} monospace hint="Empty: the package’s own" />
      </FieldRow>
      <AddressField routerId={routerId} value={address} error={form.errors.addressPool} onChange={setAddress} />
      {address === byHand && <TextField label="IP address" {...form.field('ipAddress')} monospace inputMode="decimal" placeholder="10.20.0.5" />}
    </FormDialog>
  );
}
