import { grantsOf, type Grants, type Permission, type Role } from '@lastmile/contracts';
import { systemActor, type Actor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import { JobCannotGoOn } from './job.errors.ts';

interface Starter {
  kind: 'user' | 'token' | 'system';
  name: string;
  permissions: Permission[] | null;
  userId: string | null;
  role: Role;
  isDisabled: boolean;
  timezone: string;
  teamUserIds: string[];
}

/** Who a job acts as: whoever started it, with no more than they may do now. Null where there is no such job. */
export async function actorOfJob({ rows, organizationId }: Scope, jobId: string): Promise<Actor | null> {
  const [starter] = await rows<Starter>(
    `select j.actor_kind as kind, j.actor_name as name, j.permissions, u.id as "userId", u.role, u.disabled_at is not null as "isDisabled",
            coalesce(u.timezone, o.timezone) as timezone,
            array(select m.id from users m where m.organization_id = $1 and (m.id = u.id or m.team_id = u.team_id)) as "teamUserIds"
       from jobs j
       join organization_settings o on o.organization_id = $1
       left join users u on u.organization_id = $1 and u.id = j.created_by_id
      where j.organization_id = $1 and j.id = $2`, [organizationId, jobId]);
  if (!starter) return null;
  const { kind, name, permissions, userId, role, isDisabled, timezone, teamUserIds } = starter;
  if (kind === 'system' || !userId) return { ...systemActor(organizationId, timezone), name };
  if (isDisabled) throw new JobCannotGoOn(`${name} started this and may no longer sign in.`);
  return { organizationId, kind, userId, name, role, grants: grantsWithin(grantsOf[role], permissions), teamUserIds, timezone };
}

const grantsWithin = (grants: Grants, permissions: readonly Permission[] | null): Grants =>
  (permissions ? Object.fromEntries(Object.entries(grants).filter(([permission]) => permissions.includes(permission as Permission))) : grants);
