import { grantsOf, type Role } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import type { Lead } from '../leads/index.ts';

/**
 * Whose something on a lead is to do: null for the lead's owner, whoever that is by then. Anybody else has to be able to see the lead. Throws a 422
 * naming `/assigneeId` otherwise.
 */
export async function assigneeOf({ rows, organizationId }: Scope, lead: Lead, assigneeId: string | null): Promise<string | null> {
  if (!assigneeId || assigneeId === lead.ownerId) return null;
  const [person] = await rows<{ id: string; role: Role; sameTeam: boolean }>(
    `select u.id, u.role, exists (
         select 1 from users o where o.organization_id = $1 and o.id = $3 and o.team_id is not null and o.team_id = u.team_id) as "sameTeam"
       from users u where u.organization_id = $1 and u.id = $2 and u.disabled_at is null`, [organizationId, assigneeId, lead.ownerId]);
  if (!person) throw refused('There is no such person here, or they are disabled.');
  const grants = grantsOf[person.role];
  const reach = grants['activities:write'] && grants['leads:read'];
  if (reach !== 'all' && !(reach && lead.ownerId === null) && !(reach === 'team' && person.sameTeam)) {
    throw refused('This person cannot work on leads of this owner.');
  }
  return person.id;
}

const refused = (detail: string) => new InvalidFields([{ pointer: '/assigneeId', detail }]);
