import { standardLeadField, type Input, type Lead as LeadShown, type MergePlan, type planMerge } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { LeadEntity, leadView, mayChange, openStatuses, type Lead } from '../leads/index.ts';
import { idsToMerge, whyNot, type LeadsToMerge } from './lock-for-merging.ts';
import { chosenFor, differs, heldIn, mergeableFields, type Mergeable } from './merge-fields.ts';

type Query = Input<typeof planMerge>['query'];

/** What merging would come to; nothing is written. Throws what is said of a lead that is not there. */
export async function mergePlan(scope: Scope, { ids: list, keepId }: Query): Promise<MergePlan> {
  const ids = idsToMerge(list);
  if (keepId && !ids.includes(keepId.toLowerCase())) throw new InvalidFields([{ pointer: '/query/keepId', detail: 'This is none of the leads to merge.' }]);
  // Who may not see one of them learns that here.
  const shown: LeadShown[] = [];
  for (const id of ids) shown.push(JSON.parse((await leadView(scope, id)).text) as LeadShown);
  const leads = await leadsOf(scope, ids);
  for (const { label, ownerId } of leads) mayChange(scope.actor, 'leads:merge', { number: label, ownerId });
  const kept = keepId ? leads.find(({ id }) => id === keepId.toLowerCase())! : leads.toSorted(worthier)[0]!;
  const merged: LeadsToMerge = { kept, others: leads.filter((lead) => lead !== kept) };
  const fields = (await mergeableFields(scope, leads)).filter((field) => differs(field, leads));
  const words = await wordsFor(scope, leads);
  return {
    keepId: kept.id, leads: shown,
    fields: fields.map((field) => ({
      name: field.name, label: field.label, values: leads.map((lead) => ({ leadId: lead.id, text: words(field, lead) })), chosenId: chosenFor(field, merged).id,
    })),
    moved: await movedTo(scope, merged),
    blockers: (await whyNot(scope, merged)).map(({ code, message }) => ({ code, message })),
  };
}

async function leadsOf({ tx, rows, organizationId }: Scope, ids: readonly string[]): Promise<Lead[]> {
  const found = await tx.createQueryBuilder(LeadEntity, 'l').where('l.organizationId = :organizationId and l.id = any (:ids)', { organizationId, ids }).getMany();
  const running = await rows<{ leadId: string }>(
    `select lead_id as "leadId" from conversions where organization_id = $1 and lead_id = any ($2::uuid[]) and state = 'running'`, [organizationId, ids]);
  return ids.map((id) => {
    const lead = found.find((one) => one.id === id);
    if (!lead) throw new NotFound('lead');
    return Object.assign(lead, { converting: running.some(({ leadId }) => leadId === id) });
  });
}

/** The lead that is better kept comes first: a subscriber’s, then an open one, then the one that was worked on last, then the older one. */
function worthier(one: Lead, other: Lead): number {
  const rank = (lead: Lead) => [lead.subscriberId ? 0 : 1, openStatuses.includes(lead.status) ? 0 : 1, -(lead.lastActivityAt?.getTime() ?? 0), lead.createdAt.getTime()];
  const others = rank(other);
  return rank(one).map((value, index) => value - others[index]!).find((difference) => difference !== 0) ?? 0;
}

/** What ids and codes stand for, in words for people. */
async function wordsFor({ rows, organizationId }: Scope, leads: readonly Lead[]): Promise<(field: Mergeable, lead: Lead) => string | null> {
  const [names] = await rows<{ names: { [key: string]: string } }>(
    `select coalesce(json_object_agg(n.key, n.name), '{}') as names from (
       select 'offerId/' || o.id as key, o.name from offers o where o.organization_id = $1 and o.id = any ($2::uuid[])
       union all select 'source/' || s.code, s.name from lead_sources s where s.organization_id = $1 and s.code = any ($3::text[])
       union all select f.name || '/' || (c.option ->> 'value'), c.option ->> 'label' from lead_fields f cross join lateral jsonb_array_elements(f.options) as c (option)
        where f.organization_id = $1 and f.is_custom) n`,
    [organizationId, leads.flatMap(({ offerId }) => offerId ?? []), leads.map(({ source }) => source)]);
  return (field, lead) => {
    const value = heldIn(lead, field);
    if (value === null) return null;
    if (typeof value === 'boolean') return value ? 'Yes' : 'No';
    if (typeof value === 'object') return `${value.latitude}, ${value.longitude}`;
    return names!.names[`${field.name}/${value}`] ?? standardLeadField(field.name)?.options?.find((option) => option.value === value)?.label ?? String(value);
  };
}

async function movedTo({ rows, organizationId }: Scope, { kept, others }: LeadsToMerge): Promise<MergePlan['moved']> {
  const [moved] = await rows<MergePlan['moved']>(
    `select (select count(*)::int from activities a where a.organization_id = $1 and a.lead_id = any ($2::uuid[]) and a.deleted_at is null) as activities,
            (select count(distinct q.number)::int from quotes q where q.organization_id = $1 and q.lead_id = any ($2::uuid[]) and q.deleted_at is null) as quotes,
            (select count(*)::int from files f where f.organization_id = $1 and f.lead_id = any ($2::uuid[]) and f.deleted_at is null) as files,
            (select count(*)::int from lead_captures c where c.organization_id = $1 and c.lead_id = any ($2::uuid[])) as captures,
            (select count(distinct t.tag_id)::int from lead_tags t where t.organization_id = $1 and t.lead_id = any ($2::uuid[])
               and not exists (select 1 from lead_tags k where k.organization_id = $1 and k.lead_id = $3 and k.tag_id = t.tag_id)) as tags`,
    [organizationId, others.map(({ id }) => id), kept.id]);
  return moved!;
}
