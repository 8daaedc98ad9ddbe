import type { RouterDrift } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import { systemActor } from '../../core/actor.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import type { Services } from '../../core/services.ts';
import { instant } from '../../core/sql.ts';
import { RouterProblem, type ListedUser } from '../../ports/router.ts';
import { RouterEntity, connectionTo } from '../routers/index.ts';
import { markerOf, openRouterUserPassword } from './router-user-secret.ts';

type Field = RouterDrift['differences'][number]['fields'][number];
export type Needed = Pick<Services, 'inOrg' | 'router' | 'sealer'>;

interface OurUser {
  id: string;
  service: ListedUser['service'];
  username: string;
  profile: string;
  ipAddress: string | null;
  sealedPassword: string;
  conversionId: string | null;
  state: string;
  /** Something is being done to it: what differs now may not in a moment. */
  isBusy: boolean;
  /** Something was left out on the router when it was last done. */
  isLeftOut: boolean;
}

export interface Found { kind: 'unknown_here' | 'missing_there' | 'different'; service: string; username: string; routerUserId: string | null; fields: Field[]; theirs: Omit<ListedUser, 'password'> | null }

const mostUsers = 50_000;

/** Looks on the router and notes what differs; changes nothing there. The network is asked between two transactions. */
export async function compareRouter({ inOrg, router: port, sealer }: Needed, actor: Actor, routerId: string): Promise<RouterDrift> {
  const { connection, users } = await inOrg(actor, async (scope) => {
    const { tx, organizationId } = scope;
    const router = await tx.findOneBy(RouterEntity, { organizationId, id: routerId });
    if (!router) throw new NotFound('router');
    return { connection: connectionTo(router, sealer), users: await usersOf(scope, routerId) };
  }, { readOnly: true });
  const listed = await port.withSession(connection, (session) => session.list()).catch((error: unknown) => {
    if (error instanceof RouterProblem) return error;
    throw error;
  });
  if (listed instanceof RouterProblem) return inOrg(actor, (scope) => driftOf(scope, routerId, listed.message), { readOnly: true });
  const found = differencesBetween(users, listed, (user) => openRouterUserPassword(sealer, actor.organizationId, user.id, user.sealedPassword));
  return inOrg(actor, async (scope) => {
    await keep(scope, routerId, found);
    await forgetLeftOut(scope, users, found);
    return driftOf(scope, routerId);
  });
}

const usersOf = ({ rows, organizationId }: Scope, routerId: string) => rows<OurUser>(
  `select u.id, u.service, u.username, u.profile, u.ip_address as "ipAddress", u.sealed_password as "sealedPassword", u.conversion_id as "conversionId", u.state,
          u.state in ('creating', 'removing')
          or exists (select from router_operations o where o.organization_id = $1 and o.router_user_id = u.id and o.state in ('queued', 'running'))
          or exists (select from conversions c where c.organization_id = $1 and c.router_user_id = u.id and c.state = 'running') as "isBusy",
          u.left_out is not null as "isLeftOut"
     from router_users u where u.organization_id = $1 and u.router_id = $2 and u.state <> 'removed' limit ${mostUsers}`, [organizationId, routerId]);

const keyOf = ({ service, username }: Pick<ListedUser, 'service' | 'username'>) => `${service}/${username}`;

export function differencesBetween(users: readonly OurUser[], listed: readonly ListedUser[], passwordOf: (user: OurUser) => string): Found[] {
  const there = new Map(listed.map((user) => [keyOf(user), user]));
  const here = new Map(users.map((user) => [keyOf(user), user]));
  const found: Found[] = [];
  for (const user of users) {
    if (user.isBusy) continue;
    const { id: routerUserId, service, username } = user;
    const other = there.get(keyOf(user));
    if (!other) {
      found.push({ kind: 'missing_there', service, username, routerUserId, fields: [], theirs: null });
      continue;
    }
    const fields = differingFields(user, other, passwordOf(user));
    if (fields.length > 0) found.push({ kind: 'different', service, username, routerUserId, fields, theirs: withoutPassword(other) });
  }
  for (const other of listed) {
    if (!here.has(keyOf(other))) found.push({ kind: 'unknown_here', service: other.service, username: other.username, routerUserId: null, fields: [], theirs: withoutPassword(other) });
  }
  return found;
}

const withoutPassword = ({ password: _, ...user }: ListedUser): Omit<ListedUser, 'password'> => user;

function differingFields(user: OurUser, other: ListedUser, password: string): Field[] {
  const fields: Field[] = [];
  const differ = (field: Field['field'], here: string | null, there: string | null) => { if (here !== there) fields.push({ field, here, there }); };
  differ('profile', user.profile, other.profile);
  differ('ipAddress', user.ipAddress, other.ipAddress);
  differ('disabled', user.state === 'active' ? 'no' : 'yes', other.isDisabled ? 'yes' : 'no');
  const marker = markerOf(user.conversionId ?? user.id);
  if (other.comment !== marker && !other.comment.startsWith(`${marker} `)) fields.push({ field: 'comment', here: marker, there: other.comment || null });
  if (other.password !== null && other.password !== password) fields.push({ field: 'password', here: null, there: null });
  return fields;
}

async function keep({ rows, organizationId, now, record }: Scope, routerId: string, found: readonly Found[]): Promise<void> {
  await rows(
    `delete from router_differences d where d.organization_id = $1 and d.router_id = $2
        and not exists (select from unnest($3::text[], $4::text[]) as f (service, username) where f.service = d.service and f.username = d.username)`,
    [organizationId, routerId, found.map(({ service }) => service), found.map(({ username }) => username)]);
  await rows(
    `insert into router_differences (organization_id, id, router_id, kind, service, username, router_user_id, fields, theirs, found_at)
     select $1, f.id, $2, f.kind, f.service, f.username, f.router_user_id, f.fields, f.theirs, $3
       from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::jsonb[], $10::jsonb[]) as f (id, kind, service, username, router_user_id, fields, theirs)
     on conflict (organization_id, router_id, service, username) do update
       set kind = excluded.kind, router_user_id = excluded.router_user_id, fields = excluded.fields, theirs = excluded.theirs`,
    [organizationId, routerId, now, found.map(() => newId()), found.map(({ kind }) => kind), found.map(({ service }) => service), found.map(({ username }) => username),
      found.map(({ routerUserId }) => routerUserId), found.map(({ fields }) => JSON.stringify(fields)), found.map(({ theirs }) => theirs && JSON.stringify(theirs))]);
  await rows('update routers set compared_at = $3 where organization_id = $1 and id = $2', [organizationId, routerId, now]);
  await record('router.compared', { type: 'router', id: routerId }, { differences: found.length });
}

/** What was left out and is there all the same, as it is here, is no longer said. */
async function forgetLeftOut({ rows, organizationId }: Scope, users: readonly OurUser[], found: readonly Found[]): Promise<void> {
  const differing = new Set(found.map(({ routerUserId }) => routerUserId));
  const agreeing = users.filter(({ id, isBusy, isLeftOut }) => isLeftOut && !isBusy && !differing.has(id)).map(({ id }) => id);
  if (agreeing.length > 0) await rows('update router_users set left_out = null where organization_id = $1 and id = any ($2::uuid[])', [organizationId, agreeing]);
}

/** What was found when the router was last looked at. Throws {@link NotFound}. */
export async function driftOf({ rows, organizationId }: Scope, routerId: string, problem: string | null = null): Promise<RouterDrift> {
  const [router] = await rows<{ comparedAt: string | null }>(
    `select ${instant('compared_at')} as "comparedAt" from routers where organization_id = $1 and id = $2`, [organizationId, routerId]);
  if (!router) throw new NotFound('router');
  const differences = await rows<RouterDrift['differences'][number]>(
    `select d.id, d.kind, d.service, d.username, d.router_user_id as "routerUserId", s.id as "subscriberId", s.name as "subscriberName", d.fields,
            d.theirs ->> 'comment' as comment, coalesce(d.theirs ->> 'comment' like 'lm:%', d.kind = 'missing_there') as "isOurs", ${instant('d.found_at')} as "foundAt"
       from router_differences d
       left join router_users u on u.organization_id = $1 and u.id = d.router_user_id
       left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id
      where d.organization_id = $1 and d.router_id = $2 order by d.kind, d.username limit 500`, [organizationId, routerId]);
  return { comparedAt: router.comparedAt, problem, differences };
}

/** Every night each router is looked at, one after the other; one that does not answer keeps what was found before. */
export async function compareAllRouters(services: Needed & Pick<Services, 'dataSource' | 'log'>): Promise<void> {
  const organizations: { id: string }[] = await services.dataSource.query('select id from organizations order by id');
  for (const { id: organizationId } of organizations) {
    const actor = systemActor(organizationId);
    const routers = await services.inOrg(actor, ({ rows }) => rows<{ id: string }>(
      'select id from routers where organization_id = $1 and not in_maintenance order by name', [organizationId]), { readOnly: true });
    for (const { id } of routers) {
      await compareRouter(services, actor, id).catch((error: unknown) => services.log.warn({ err: error, routerId: id }, 'a router could not be compared'));
    }
  }
}
