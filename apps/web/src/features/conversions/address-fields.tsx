import { useState } from 'react';
import { getAddressPools, type ConversionPlan } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { SelectField, TextField } from '../../ui/index.ts';
import { plannedRouterUser, type RouterUserValues } from './conversion-request.ts';
import type { ConvertForm } from './use-convert-form.ts';

interface Props {
  form: ConvertForm['form'];
  user: RouterUserValues;
  plan: ConversionPlan | undefined;
}

const dynamic = 'dynamic';
const byHand = 'by hand';

/** Which address a user gets: one by its profile whenever it connects, the next free one of a pool, or one that is said. */
export function AddressFields({ form, user, plan }: Props) {
  const pools = useEndpoint(getAddressPools, { params: { id: user.routerId } });
  const [isByHand, setByHand] = useState(user.ipAddress !== '');
  const blocked = (code: string) => plan?.blockers.find((blocker) => blocker.code === code)?.message;
  const address = form.field('routerUser.ipAddress');
  const known = pools.data?.pools ?? [];
  const chosen = user.addressPool ? `pool ${user.addressPool}` : isByHand ? byHand : dynamic;
  const planned = user.addressPool ? plannedRouterUser(plan)?.ipAddress : undefined;
  return (
    <>
      <SelectField
        label="Address" name="address" required={false} maxLength={undefined} value={chosen}
        error={form.field('routerUser.addressPool').error ?? (user.addressPool ? blocked('pool_is_full') : undefined)}
        hint={planned ? `It gets ${planned}` : undefined}
        options={[
          { value: dynamic, label: 'By the profile, any' },
          ...known.map(({ name, nextFree }) => ({ value: `pool ${name}`, label: nextFree ? `${name}, next ${nextFree}` : `${name}, full`, disabled: nextFree === null && name !== user.addressPool })),
          { value: byHand, label: 'A fixed one …' },
        ]}
        onChange={(value) => {
          const choice = String(value);
          setByHand(choice === byHand);
          form.set('routerUser', { ...user, ipAddress: choice === byHand ? user.ipAddress : '', addressPool: choice.startsWith('pool ') ? choice.slice(5) : '' });
        }}
      />
      {isByHand && <TextField label="IP address" {...address} required={false} error={address.error ?? blocked('ip_address_taken')} monospace inputMode="decimal" placeholder="10.20.0.5" />}
    </>
  );
}
