import type { DuplicateLead as DuplicateView } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../../core/in-org.ts';
import { formatNumber, numberSql } from '../../../core/numbers.ts';
import { parsePhone } from '../../../core/phone.ts';
import { organizationSettings } from '../../../core/organization-settings.ts';
import type { LeadInTheWay } from '../lead.errors.ts';
import { readableOwners } from '../lead.policy.ts';

const open = "l.deleted_at is null and l.status in ('new', 'in_progress', 'dormant')";

/** Open leads with this phone or email, for the hint while typing. One that the caller may not open is named by its number only. */
export async function duplicatesOf(
  scope: Scope, { phone, email, exceptId }: { phone?: string; email?: string; exceptId?: string },
): Promise<Static<typeof DuplicateView>[]> {
  const { country } = await organizationSettings(scope);
  const number = phone ? parsePhone(phone, country) : null;
  const address = email?.trim().toLowerCase() || null;
  if (!number && !address) return [];
  return scope.rows<Static<typeof DuplicateView>>(
    `select l.id, ${numberSql('lead', 'l.number')} as number, g.name as "stageName", v.visible, case when l.phone = $2 then 'phone' else 'email' end as matches,
            case when v.visible then l.title else ${numberSql('lead', 'l.number')} end as title,
            case when v.visible then (select u.name from users u where u.organization_id = $1 and u.id = l.owner_id) end as "ownerName"
       from leads l
       join stages g on g.organization_id = $1 and g.id = l.stage_id
       cross join lateral (select $5::uuid[] is null or l.owner_key = any ($5) as visible) v
      where l.organization_id = $1 and ${open} and (l.phone = $2 or l.email = $3) and ($4::uuid is null or l.id <> $4)
      order by (l.phone = $2) desc nulls last, l.created_at desc limit 5`,
    [scope.organizationId, number, address, exceptId ?? null, readableOwners(scope.actor)]);
}

/** The open lead that has a phone (E.164), as a refusal names it. */
export async function findOpenLeadByPhone(scope: Scope, phone: string, exceptId: string | null = null): Promise<LeadInTheWay | null> {
  return inTheWay(scope, `${open} and l.phone = $2`, [phone], exceptId);
}

export async function findLeadByReference(scope: Scope, source: string, reference: string): Promise<LeadInTheWay | null> {
  return inTheWay(scope, 'l.external_source = $2 and l.external_reference = $3', [source, reference], null);
}

async function inTheWay({ rows, organizationId, actor }: Scope, condition: string, values: string[], exceptId: string | null): Promise<LeadInTheWay | null> {
  const readable = readableOwners(actor);
  const [lead] = await rows<{ id: string; number: number; title: string; ownerKey: string; deleted: boolean }>(
    `select l.id, l.number, l.title, l.owner_key as "ownerKey", l.deleted_at is not null as deleted from leads l
      where l.organization_id = $1 and ${condition} and ($${values.length + 2}::uuid is null or l.id <> $${values.length + 2}) limit 1`,
    [organizationId, ...values, exceptId]);
  if (!lead) return null;
  // A deleted lead keeps its reference; it can be restored, but a link to it leads nowhere.
  const visible = !lead.deleted && actor.kind !== 'prospect' && (!readable || readable.includes(lead.ownerKey));
  return { id: lead.id, number: formatNumber('lead', lead.number), title: lead.title, visible };
}
