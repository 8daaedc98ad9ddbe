import { mostMergedAtOnce } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, type Refusal } from '../../core/problems.ts';
import { LeadConverting, LeadMerged, lockLeads, mayChange, missingLead, readableOwners, type Lead } from '../leads/index.ts';
import { ConvertedMustBeKept, LeadErased, MergedAlready } from './merge.errors.ts';

export interface LeadsToMerge { kept: Lead; others: Lead[] }

/** Fields are held before leads, as everywhere: a custom field that is being removed or changed is waited for. */
export const holdOwnFields = ({ rows, organizationId }: Scope) =>
  rows('select 1 from lead_fields where organization_id = $1 and is_custom order by id for key share', [organizationId]);

/** Locks leads that are to be merged, in one order, for somebody who may merge every one of them. Throws what says why not. */
export async function lockForMerging(scope: Scope, keepId: string, mergeIds: readonly string[]): Promise<LeadsToMerge> {
  const ids = [keepId, ...mergeIds].map((id) => id.toLowerCase());
  if (new Set(ids).size < ids.length) throw new InvalidFields([{ pointer: '/mergeIds', detail: 'Name each lead once, and the one to keep only as that.' }]);
  const locked = new Map((await lockLeads(scope, ids)).map((lead) => [lead.id, lead]));
  const leads: Lead[] = [];
  for (const id of ids) leads.push(await mustBeThere(scope, id, locked.get(id)));
  const [kept, ...others] = leads as [Lead, ...Lead[]];
  const [blocker] = await whyNot(scope, { kept, others });
  if (blocker) throw blocker;
  return { kept, others };
}

async function mustBeThere(scope: Scope, id: string, lead: Lead | undefined): Promise<Lead> {
  if (!lead || lead.deletedAt) {
    const missing = await missingLead(scope, id);
    throw missing instanceof LeadMerged && lead ? new MergedAlready(lead.label, missing.into) : missing;
  }
  const readable = readableOwners(scope.actor);
  if (readable && !readable.includes(lead.ownerId ?? nobody)) throw new NotFound('lead');
  mayChange(scope.actor, 'leads:merge', { number: lead.label, ownerId: lead.ownerId });
  return lead;
}

/** What keeps leads from being merged so, though they are there and theirs who asks. */
export async function whyNot({ rows, organizationId }: Scope, { kept, others }: LeadsToMerge): Promise<Refusal[]> {
  const erased = await rows<{ id: string }>(
    'select id from leads where organization_id = $1 and id = any ($2::uuid[]) and erased_at is not null', [organizationId, [kept, ...others].map(({ id }) => id)]);
  return [kept, ...others].flatMap((lead) => {
    if (lead.converting) return new LeadConverting(lead.label);
    if (lead !== kept && (lead.convertedAt || lead.subscriberId)) return new ConvertedMustBeKept(lead.label);
    return erased.some(({ id }) => id === lead.id) ? new LeadErased(lead.label) : [];
  });
}

/** Two to five ids, each once. Throws a 422. */
export function idsToMerge(list: string): string[] {
  const ids = [...new Set(list.toLowerCase().split(','))];
  if (ids.length < 2 || ids.length > mostMergedAtOnce || ids.includes('none')) {
    throw new InvalidFields([{ pointer: '/query/ids', detail: `Name two to ${mostMergedAtOnce} leads.` }]);
  }
  return ids;
}
