import { generateNKeysBetween } from 'fractional-indexing';
import type { Scope } from '../../../core/in-org.ts';
import { takeNumbers } from '../../../core/numbers.ts';
import { insertRows } from '../../../core/rows.ts';
import { countNew } from '../finding/lead-counts.ts';
import type { Lead } from '../lead.entity.ts';
import { insertFollowUps } from '../next-step.ts';
import { scoreNewLeads } from '../scoring/score-leads.ts';
import { searchTextOf } from '../writing/lead-fields.ts';
import { changeLeads, type LeadAfter, type LeadBefore } from './change-leads.ts';
import type { PlannedLead } from './planned-lead.ts';

type Create = Extract<PlannedLead, { action: 'create' }>;
type Update = Extract<PlannedLead, { action: 'update' }>;

const justMade: LeadAfter = { version: 1 };

/** What came of a planned lead, with what taking it back needs. */
export interface WrittenLead {
  row: number;
  outcome: 'created' | 'updated' | 'failed';
  leadId: string | null;
  problem: string | null;
  before: LeadBefore | null;
  after: LeadAfter | null;
}

/** Makes and changes what was planned, with everything that hangs on it, in a few statements whatever their number. `more` is told with every event. */
export async function writeLeads(scope: Scope, planned: readonly PlannedLead[], more: object): Promise<WrittenLead[]> {
  const creates = planned.filter((one): one is Create => one.action === 'create');
  const updates = planned.filter((one): one is Update => one.action === 'update');
  return [...await makeLeads(scope, creates, more), ...await changeLeads(scope, updates, more)];
}

async function makeLeads(scope: Scope, plans: readonly Create[], more: object): Promise<WrittenLead[]> {
  if (plans.length === 0) return [];
  const first = await takeNumbers(scope, 'lead', plans.length);
  await putBelow(scope, plans.map(({ lead }) => lead));
  for (const [index, { lead }] of plans.entries()) {
    lead.number = first + index;
    lead.searchText = await searchTextOf(scope, lead);
  }
  const keepReasons = await scoreNewLeads(scope, plans);
  const made = new Set(await insertRows(scope, 'leads', plans.map(({ lead }) => lead), { orNothing: true, except: ['converting'] }));
  await keepReasons(made);
  const there = plans.filter(({ lead }) => made.has(lead.id));
  const { organizationId, now } = scope;
  await insertRows(scope, 'lead_tags', there.flatMap(({ lead, tagIds }) => tagIds.map((tagId) => ({ organizationId, leadId: lead.id, tagId, createdAt: now }))));
  await insertFollowUps(scope, there.flatMap(({ lead: { id: leadId, nextActivityId: id, followUpAt, followUpOn: on, followUpNote: note } }) =>
    (id ? [{ id, leadId, at: { at: followUpAt!, on }, note }] : [])));
  countNew(scope, there.map(({ lead }) => lead));
  await scope.recordAll('lead.created', there.map(({ lead: { id, title, source, stageId, ownerId } }) =>
    ({ subject: { type: 'lead', id }, changes: { title, source, stageId, ownerId, ...more } })));
  return plans.map(({ row, lead }): WrittenLead => (made.has(lead.id)
    ? { row, outcome: 'created', leadId: lead.id, problem: null, before: null, after: justMade }
    : { row, outcome: 'failed', leadId: null, problem: 'A lead with this phone number or external reference is there by now, or was deleted and keeps it.', before: null, after: null }));
}

/** Below what stands in their stages, in their own order: what people work on stays on top. */
export async function putBelow({ rows, organizationId }: Scope, leads: readonly Pick<Lead, 'stageId' | 'rank'>[]): Promise<void> {
  for (const [stageId, inStage] of Map.groupBy(leads, (lead) => lead.stageId)) {
    const [lowest] = await rows<{ rank: string }>(
      'select rank from leads where organization_id = $1 and stage_id = $2 and deleted_at is null order by rank desc, id desc limit 1', [organizationId, stageId]);
    const ranks = generateNKeysBetween(lowest?.rank ?? null, null, inStage.length);
    for (const [index, lead] of inStage.entries()) lead.rank = ranks[index]!;
  }
}
