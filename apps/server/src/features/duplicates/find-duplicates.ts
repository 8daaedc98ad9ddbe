import type { DuplicateLead, Input, LeadDuplicate, findDuplicates } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { parsePhone } from '../../core/phone.ts';
import { missingLead, readableOwners, writableOwners } from '../leads/index.ts';
import { candidatesSql, comparedColumns, evidenceSql } from './evidence.ts';

type Typed = NonNullable<Input<typeof findDuplicates>['query']>;

/** A lead as a hint tells of it: one that the caller may not open is named by its number only. `readable` is the place of a uuid[] that may be null. */
const toldSql = (readable: string, { more = '', also = '' } = {}): string => `
  ${more} l.id, ${numberSql('lead', 'l.number')} as number, g.name as "stageName", l.status, v.visible, e.reasons, e.score,
  case when v.visible then l.title else ${numberSql('lead', 'l.number')} end as title,
  case when v.visible then (select u.name from users u where u.organization_id = $1 and u.id = l.owner_id) end as "ownerName"
    from candidates c
    join subject s on true
    join leads l on l.organization_id = $1 and l.id = c.id and l.deleted_at is null
    join stages g on g.organization_id = $1 and g.id = l.stage_id
    cross join lateral (${evidenceSql}) e
    cross join lateral (select ${readable}::uuid[] is null or l.owner_key = any (${readable}) as visible) v
    ${also}`;

/** Whether the lead `x` and the one that is told of can be made one by somebody who may merge leads of the owners at `$4`, and may claim where `$5`. */
const mergeable = {
  more: `m.possible and m.theirs as "canMerge", m.possible and not m.theirs and m.unclaimed and $5::boolean as "canClaim",`,
  also: `join leads x on x.organization_id = $1 and x.id = s.id
    cross join lateral (
      select v.visible and (x.subscriber_id is null or l.subscriber_id is null) as possible,
             $4::uuid[] is null or (x.owner_key = any ($4) and l.owner_key = any ($4)) as theirs,
             l.owner_id is null and l.status in ('new', 'in_progress', 'dormant') as unclaimed) m`,
};

/** Open leads that may be whom somebody is typing in, the likeliest first, at most five. */
export async function duplicatesOfTyped(scope: Scope, typed: Typed): Promise<DuplicateLead[]> {
  const { country } = await organizationSettings(scope);
  const phone = typed.phone ? parsePhone(typed.phone, country) : null;
  const email = words(typed.email)?.toLowerCase() ?? null;
  const called = words(typed.name) ?? words(typed.companyName);
  const places = [typed.street, typed.propertyAddress, typed.location, typed.city].map(words);
  if (!phone && !email && !(called && places.some(Boolean))) return [];
  return scope.rowsPlannedAnew<DuplicateLead>(
    `with subject as (
       select $3::uuid as id, $4::text as phone, $5::text as email, $6::text as called, $7::text as street, null::text as unit_number,
              $8::text as property_address, $9::text as location, $10::text as city
     ), candidates as (${candidatesSql('subject')})
     select ${toldSql('$2')}
      where e.likely and l.status in ('new', 'in_progress', 'dormant')
      order by e.score desc, l.created_at desc, l.id limit 5`,
    [scope.organizationId, readableOwners(scope.actor), typed.exceptId ?? null, phone, email, called, ...places]);
}

const words = (text: string | undefined): string | null => text?.trim() || null;

/** Leads that may be the same as this one. Throws what {@link missingLead} says for one the actor may not see. */
export async function duplicatesOfLead(scope: Scope, id: string): Promise<LeadDuplicate[]> {
  const { rows, rowsPlannedAnew, organizationId, actor } = scope;
  const readable = readableOwners(actor);
  const seen = await rows(
    'select 1 from leads l where l.organization_id = $1 and l.id = $2 and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))',
    [organizationId, id, readable]);
  if (seen.length === 0) throw await missingLead(scope, id);
  return rowsPlannedAnew<LeadDuplicate>(
    `with subject as (select ${comparedColumns('x')} from leads x where x.organization_id = $1 and x.id = $3 and x.erased_at is null),
          candidates as (${candidatesSql('subject')})
     select ${toldSql('$2', mergeable)}
      where e.likely and l.erased_at is null and not exists (
        select 1 from duplicate_pairs p where p.organization_id = $1 and p.first_id = least(l.id, s.id) and p.second_id = greatest(l.id, s.id)
           and p.dismissed_at is not null)
      order by e.score desc, l.created_at desc, l.id limit 20`,
    [organizationId, readable, id, writableOwners(actor, 'leads:merge'), Boolean(actor.grants['leads:claim'])]);
}
