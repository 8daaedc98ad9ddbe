import type { RouterProfiles } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { lockRecord } from '../../core/records.ts';
import { RouterEntity } from '../routers/index.ts';
import { driftOf } from './compare-router.ts';

/** Which packages have another profile on a router than their own. */
export async function routerProfiles(scope: Scope, routerId: string): Promise<RouterProfiles> {
  const { rows, organizationId } = scope;
  // Says that there is no such router.
  await driftOf(scope, routerId);
  const profiles = await rows<RouterProfiles['profiles'][number]>(
    'select offer_id as "offerId", profile from router_profiles where organization_id = $1 and router_id = $2 order by offer_id', [organizationId, routerId]);
  return { profiles };
}

export async function setRouterProfiles(scope: Scope, routerId: string, { profiles }: RouterProfiles): Promise<RouterProfiles> {
  const { rows, organizationId } = scope;
  await lockRecord(scope, RouterEntity, routerId, 'router');
  const known = new Set((await rows<{ id: string }>(
    'select id from offers where organization_id = $1 and id = any ($2::uuid[])', [organizationId, profiles.map(({ offerId }) => offerId)])).map(({ id }) => id));
  for (const [index, { offerId }] of profiles.entries()) {
    if (!known.has(offerId)) throw new InvalidFields([{ pointer: `/profiles/${index}/offerId`, detail: 'There is no such package.' }]);
    if (profiles.findIndex((one) => one.offerId === offerId) !== index) throw new InvalidFields([{ pointer: `/profiles/${index}/offerId`, detail: 'This package is named twice.' }]);
  }
  await rows('delete from router_profiles where organization_id = $1 and router_id = $2', [organizationId, routerId]);
  await rows(
    `insert into router_profiles (organization_id, router_id, offer_id, profile) select $1, $2, * from unnest($3::uuid[], $4::text[])`,
    [organizationId, routerId, profiles.map(({ offerId }) => offerId), profiles.map(({ profile }) => profile.trim())]);
  await scope.record('router.profiles_set', { type: 'router', id: routerId }, { profiles: profiles.length });
  return routerProfiles(scope, routerId);
}
