import { IconRouter } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ConversionPlan, PasswordRule, Router } from '@lastmile/contracts';
import { PasswordField, SelectField, Switch, TextField } from '../../ui/index.ts';
import { plannedRouterUser, routerPassword } from './conversion-request.ts';
import { RouterState, useRouterCheck } from './router-state.tsx';
import { AddressFields } from './address-fields.tsx';
import styles from './router-user-fields.module.css';
import type { ConvertForm } from './use-convert-form.ts';

const services = [
  { value: 'pppoe', label: 'PPPoE' },
  { value: 'hotspot', label: 'Hotspot' },
  { value: 'user_manager', label: 'User Manager' },
];

/** Whether a user is made on a router with the subscriber, and which. Empty names are filled in by the plan. */
export function RouterUserFields({ convert, routers, rule }: { convert: ConvertForm; routers: readonly Router[]; rule: PasswordRule }) {
  const { routerUser, setRouter, planned } = convert;
  const first = routers[0];
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <IconRouter size={16} stroke={1.75} aria-hidden />
        <h3 className={styles.title}>MikroTik user</h3>
        <Switch
          label="Create MikroTik user?"
          labelPosition="left"
          checked={routerUser !== null}
          disabled={!first}
          onChange={(event) => setRouter(event.currentTarget.checked && first ? (lastGood(routers) ?? first).id : null)}
        />
      </div>
      {!first && (
        <p className={styles.none}>There is no router yet. An administrator adds one under Settings, Routers.</p>
      )}
      {routerUser && <Fields convert={convert} routers={routers} plan={planned.plan} rule={rule} />}
    </div>
  );
}

const lastGood = (routers: readonly Router[]) => routers.find(({ lastCheckOk }) => lastCheckOk);

function Fields({
  convert: { form, routerUser, setRouter, planned },
  routers,
  plan,
  rule,
}: {
  convert: ConvertForm;
  routers: readonly Router[];
  plan: ConversionPlan | undefined;
  rule: PasswordRule;
}) {
  const check = useRouterCheck(routerUser!.routerId);
  // What was found of the router is part of the plan.
  const found = check.dataUpdatedAt;
  const { again } = planned;
  useEffect(() => {
    if (found > 0) again();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked again when the router was, not when the asking changes
  }, [found]);
  const suggested = plannedRouterUser(plan);
  const blocked = (code: string) => plan?.blockers.find((blocker) => blocker.code === code)?.message;
  const known = check.data?.profiles ?? routers.find(({ id }) => id === routerUser!.routerId)?.profiles ?? [];
  const profile = routerUser!.profile || suggested?.profile || '';
  const profiles = [...new Set([...known, ...(profile ? [profile] : [])])].map((name) => ({
    value: name,
    label: name,
  }));
  const isMissing = profile !== '' && known.length > 0 && !known.includes(profile);
  const username = form.field('routerUser.username');
  const profileField = form.field('routerUser.profile');
  const usernameError = username.error ?? blocked('username_taken');
  const profileError =
    profileField.error ?? blocked('no_profile') ?? (isMissing ? 'The router does not have this profile.' : undefined);
  return (
    <div className={styles.fields}>
      <div className={styles.router}>
        <SelectField
          label="Router"
          {...form.field('routerUser.routerId')}
          onChange={(id) => setRouter(String(id))}
          options={routers.map(({ id, name }) => ({ value: id, label: name }))}
          searchable={routers.length > 8}
        />
        <RouterState check={check} />
        {check.data?.reachable !== false && blocked('router_unreachable') && <span role="alert">{blocked('router_unreachable')}</span>}
      </div>
      <SelectField label="Service" {...form.field('routerUser.service')} options={services} />
      <TextField
        label="User name"
        {...username}
        required={false}
        monospace
        autoComplete="off"
        error={usernameError}
        value={username.value || suggested?.username || ''}
        {...(usernameError || !suggested ? {} : { hint: 'No other subscriber has it' })}
      />
      <PasswordField
        label="Password"
        generates={rule.passwordKind !== 'by_hand'}
        makeUp={() => routerPassword(rule)}
        autoComplete="new-password"
        {...form.field('routerUser.password')}
        required={rule.passwordKind === 'by_hand'}
      />
      {known.length > 0 ? (
        <SelectField
          label="Profile"
          {...profileField}
          required={false}
          value={profile}
          options={profiles}
          searchable
          error={profileError}
        />
      ) : (
        <TextField label="Profile" {...profileField} required={false} value={profile} monospace error={profileError} />
      )}
      <AddressFields form={form} user={routerUser!} plan={plan} />
    </div>
  );
}
