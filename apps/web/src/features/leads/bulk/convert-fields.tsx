import { useEffect, useState } from 'react';
import { getAddressPools, getConversionSettings, listOffers, listRouters, type BulkConversion } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { ErrorState, RadioField, SelectField, SkeletonLine, Switch } from '../../../ui/index.ts';
import styles from './bulk-dialog.module.css';
import { plainField, type DraftProps } from './draft.ts';

const types = {
  active_without_invoice: 'Active, without an invoice', active_with_invoice: 'Active, with an invoice', new_with_proforma: 'New, with a proforma',
} as const;
type Type = BulkConversion['type'];

type RouterUser = NonNullable<BulkConversion['routerUser']>;

/** From which pool each gets an address of its own; nothing where the router has none. */
function PoolField({ routerUser: { addressPool, ...user }, onChange }: { routerUser: RouterUser; onChange: (user: RouterUser) => void }) {
  const pools = useEndpoint(getAddressPools, { params: { id: user.routerId } });
  if (!pools.data || pools.data.pools.length === 0) return null;
  return (
    <SelectField
      label="Fixed addresses from" name="pool" {...plainField} placeholder="None, by the profile" value={addressPool ?? ''}
      options={pools.data.pools.map(({ name, size, used }) => ({ value: name, label: `${name}, ${size - used} free` }))}
      onChange={(name) => onChange({ ...user, ...(name ? { addressPool: String(name) } : {}) })}
    />
  );
}

/** How many leads become subscribers: each by its own package, name and address. */
export function ConvertFields({ onDraft }: DraftProps) {
  const { can } = useSession();
  const settings = useEndpoint(getConversionSettings);
  const offers = useEndpoint(listOffers, { query: { limit: 200, isActive: true } });
  const routers = useEndpoint(listRouters, undefined, { enabled: Boolean(can('routers:read')) });
  const [said, setSaid] = useState<BulkConversion | null>(null);
  const usual = settings.data?.defaultType;
  useEffect(() => {
    if (usual) onDraft({ type: 'convert', conversion: { type: usual } });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what the organization chose to begin with is said once, when it is known
  }, [usual]);
  const put = (conversion: BulkConversion) => {
    setSaid(conversion);
    onDraft({ type: 'convert', conversion });
  };
  if (settings.error) return <ErrorState title="How leads are converted did not load." problem={settings.error} again={() => void settings.refetch()} />;
  if (!settings.data) return <SkeletonLine />;
  const now: BulkConversion = said ?? { type: settings.data.defaultType };
  const { routerUser, offerId, alsoSimilar = false, type } = now;
  return (
    <>
      <RadioField<Type>
        label="They begin as" value={type} options={settings.data.offeredTypes.map((value) => ({ value, label: types[value] }))}
        onChange={(chosen) => put({ ...now, type: chosen })}
      />
      <SelectField
        label="Package" name="offer" {...plainField} searchable placeholder="Each lead’s own" value={offerId ?? ''} nothingFound="No package is called so."
        options={(offers.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => {
          const { offerId: _, ...others } = now;
          put({ ...others, ...(id ? { offerId: String(id) } : {}) });
        }}
      />
      {routers.data && routers.data.data.length > 0 && (
        <SelectField
          label="Create PPPoE users on" name="router" {...plainField} placeholder="No router" value={routerUser?.routerId ?? ''}
          options={routers.data.data.map(({ id, name }) => ({ value: id, label: name }))}
          hint={routerUser ? 'Each is named after its lead, with the profile of its package and a password of its own.' : undefined}
          onChange={(id) => {
            const { routerUser: _, ...others } = now;
            put({ ...others, ...(id ? { routerUser: { routerId: String(id), service: 'pppoe' } } : {}) });
          }}
        />
      )}
      {routerUser && <PoolField routerUser={routerUser} onChange={(changed) => put({ ...now, routerUser: changed })} />}
      <Switch
        className={styles.text!} label="Also those whose phone or email a subscriber has" checked={alsoSimilar}
        onChange={(event) => put({ ...now, alsoSimilar: event.currentTarget.checked })}
      />
    </>
  );
}
