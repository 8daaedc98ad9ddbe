import type { Scope } from '../../../core/in-org.ts';
import { formatNumber } from '../../../core/numbers.ts';
import type { LeadInTheWay } from '../lead.errors.ts';
import { readableOwners } from '../lead.policy.ts';

const open = "l.deleted_at is null and l.status in ('new', 'in_progress', 'dormant')";

/** The open lead that has a phone (E.164), as a refusal names it. */
export async function findOpenLeadByPhone(scope: Scope, phone: string, exceptId: string | null = null): Promise<LeadInTheWay | null> {
  return inTheWay(scope, `${open} and l.phone = $2`, [phone], exceptId);
}

/** Of many leads those whose phone another open lead has, with that lead. */
export async function openLeadsWithPhones(scope: Scope, leads: readonly { id: string; phone: string }[]): Promise<Map<string, LeadInTheWay>> {
  if (leads.length === 0) return new Map();
  const found = await scope.rows<FoundLead & { of: string }>(
    `select x.id as of, l.* from unnest($2::uuid[], $3::text[]) as x (id, phone) cross join lateral (
       select l.id, l.number, l.title, l.owner_key as "ownerKey", false as deleted from leads l
        where l.organization_id = $1 and ${open} and l.phone = x.phone and l.id <> x.id limit 1) l`,
    [scope.organizationId, leads.map(({ id }) => id), leads.map(({ phone }) => phone)]);
  return new Map(found.map(({ of, ...lead }) => [of, named(scope, lead)]));
}

export async function findLeadByReference(scope: Scope, source: string, reference: string): Promise<LeadInTheWay | null> {
  return inTheWay(scope, 'l.external_source = $2 and l.external_reference = $3', [source, reference], null);
}

interface FoundLead { id: string; number: number; title: string; ownerKey: string; deleted: boolean }

async function inTheWay(scope: Scope, condition: string, values: string[], exceptId: string | null): Promise<LeadInTheWay | null> {
  const [lead] = await scope.rows<FoundLead>(
    `select k.id, k.number, k.title, k.owner_key as "ownerKey", k.deleted_at is not null as deleted from leads l
       join leads k on k.organization_id = $1 and k.id = coalesce(l.merged_into_id, l.id)
      where l.organization_id = $1 and ${condition} and ($${values.length + 2}::uuid is null or l.id <> $${values.length + 2}) limit 1`,
    [scope.organizationId, ...values, exceptId]);
  return lead ? named(scope, lead) : null;
}

function named({ actor }: Scope, lead: FoundLead): LeadInTheWay {
  const readable = readableOwners(actor);
  // A deleted lead keeps its reference; it can be restored, but a link to it leads nowhere. One that was merged is the lead it went into.
  const visible = !lead.deleted && actor.kind !== 'prospect' && (!readable || readable.includes(lead.ownerKey));
  return { id: lead.id, number: formatNumber('lead', lead.number), title: lead.title, visible };
}
