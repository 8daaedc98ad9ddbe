import type { Scope } from '../../../core/in-org.ts';
import { countingAnew, countMany } from '../finding/lead-counts.ts';
import type { Lead } from '../lead.entity.ts';
import { loadCatalogue } from '../writing/catalogue.ts';
import { lockLeads, type LeadWithTags } from './plan-leads.ts';
import { removeTags, writeColumns, type LeadAfter, type LeadBefore } from './change-leads.ts';
import { plannedFor, restorePlanned, type KeptActivity } from './planned-activities.ts';
import { recordTakenBack } from './tell-taken-back.ts';
import { workedOn } from './worked-on.ts';

/** A lead that was made (`before` null) or changed in one go with many. */
export interface LeadToTakeBack { row: number; leadId: string; before: LeadBefore | null; after: LeadAfter }

export interface TakenBack { row: number; leadId: string; outcome: 'removed' | 'restored' | 'kept'; problem: string | null; version?: number }

interface TakeBackOptions {
  /** A lead that was changed in any way since is kept, and not only one whose same fields were. */
  onlyUntouched?: boolean;
}

/** Removes what was made and restores what was changed. What was worked on since stays as it is, with the reason. */
export async function takeBackLeads(scope: Scope, rows: readonly LeadToTakeBack[], more: object, options: TakeBackOptions = {}): Promise<TakenBack[]> {
  await loadCatalogue(scope);
  const leads = new Map((await lockLeads(scope, rows.map(({ leadId }) => leadId))).map((lead) => [lead.id, lead]));
  const made = await removeMade(scope, rows.filter(({ before }) => !before), leads);
  const changed = await restoreChanged(scope, rows.filter(({ before }) => before), leads, { more, ...options });
  return [...made, ...changed];
}

async function removeMade(scope: Scope, rows: readonly LeadToTakeBack[], leads: ReadonlyMap<string, Lead>): Promise<TakenBack[]> {
  const worked = await workedOn(scope, rows.map(({ leadId }) => leadId));
  const why = ({ leadId, after }: LeadToTakeBack): string | null => {
    const lead = leads.get(leadId);
    if (!lead) return 'It is gone already.';
    if (lead.version !== after.version) return `${lead.label} was changed since.`;
    return worked.has(leadId) ? `Something was added to ${lead.label} since.` : null;
  };
  const kept = new Map(rows.map((row) => [row, why(row)]));
  const gone = rows.filter((row) => !kept.get(row)).map(({ leadId }) => leads.get(leadId)!);
  await remove(scope, gone);
  return rows.map((row) => ({ row: row.row, leadId: row.leadId, outcome: kept.get(row) ? 'kept' as const : 'removed' as const, problem: kept.get(row) ?? null }));
}

/**
 * As purging does: they go for good, and of what happened to them no more than the number stays. An event of its own, as there are no files of theirs to
 * look for afterwards, lead by lead.
 */
async function remove(scope: Scope, leads: readonly Lead[]): Promise<void> {
  if (leads.length === 0) return;
  const { rows, organizationId, now } = scope;
  const ids = leads.map(({ id }) => id);
  countMany(scope, -1, ids);
  await rows('update leads set deleted_at = $3 where organization_id = $1 and id = any ($2::uuid[])', [organizationId, ids, now]);
  await rows('select erase_lead_events(id) from unnest($1::uuid[]) as t (id)', [ids]);
  await rows('delete from activities where organization_id = $1 and lead_id = any ($2::uuid[])', [organizationId, ids]);
  await rows('delete from lead_tags where organization_id = $1 and lead_id = any ($2::uuid[])', [organizationId, ids]);
  await rows('delete from leads where organization_id = $1 and id = any ($2::uuid[])', [organizationId, ids]);
  await scope.recordAll('lead.taken_back', leads.map(({ id, label }) => ({ subject: { type: 'lead', id }, changes: { number: label } })));
}

async function restoreChanged(
  scope: Scope, rows: readonly LeadToTakeBack[], leads: ReadonlyMap<string, LeadWithTags>, { more, onlyUntouched }: TakeBackOptions & { more: object },
): Promise<TakenBack[]> {
  const taken = await phonesTaken(scope, rows);
  const standing = await stagesStill(scope, rows);
  const planned = await plannedNow(scope, rows);
  const kept = new Map(rows.map((row) => [row, whyKept(row, leads.get(row.leadId), { taken, standing, planned, onlyUntouched })]));
  const restored = rows.filter((row) => !kept.get(row));
  const fields = [...new Set(restored.flatMap(({ before }) => Object.keys(before!.columns)))];
  await countingAnew(scope, restored.map(({ leadId }) => leadId), async () => {
    await writeColumns(scope, fields, restored.map(({ leadId, before }) => ({ ...leads.get(leadId)!, ...before!.columns })));
    await forgetStays(scope, restored);
    await restorePlanned(scope, restored.map(({ before, after }) => ({ before: before!.activities ?? [], after: after.activities ?? [] })));
  });
  await restoreTags(scope, restored);
  await recordTakenBack(scope, restored.map(({ leadId, before, after }) => ({ lead: leads.get(leadId)!, before: before!, after })), more);
  return rows.map((row) => {
    const problem = kept.get(row) ?? null;
    return { row: row.row, leadId: row.leadId, outcome: problem ? 'kept' : 'restored', problem, ...(problem ? {} : { version: leads.get(row.leadId)!.version + 1 }) };
  });
}

/** The stays in stages that the moves ended go on. */
async function forgetStays({ rows, organizationId }: Scope, restored: readonly LeadToTakeBack[]): Promise<void> {
  const moved = restored.filter(({ after }) => after.columns?.stageEnteredAt);
  if (moved.length === 0) return;
  await rows(
    `delete from lead_stage_stays s using unnest($2::uuid[], $3::timestamptz[]) as x (lead_id, left_at)
      where s.organization_id = $1 and s.lead_id = x.lead_id and s.left_at = x.left_at`,
    [organizationId, moved.map(({ leadId }) => leadId), moved.map(({ after }) => after.columns!.stageEnteredAt)]);
}

/** A tag that was deleted meanwhile does not come back. */
async function restoreTags(scope: Scope, restored: readonly LeadToTakeBack[]): Promise<void> {
  const { rows, organizationId, now } = scope;
  await removeTags(scope, restored.map(({ leadId, after }) => ({ leadId, tagIds: after.tagIds ?? [] })));
  const lost = restored.flatMap(({ leadId, before }) => (before!.tagIds ?? []).map((tagId) => [leadId, tagId] as const));
  if (lost.length === 0) return;
  await rows(
    `insert into lead_tags (organization_id, lead_id, tag_id, created_at)
     select $1, x.lead_id, t.id, $4 from unnest($2::uuid[], $3::uuid[]) as x (lead_id, tag_id) join tags t on t.organization_id = $1 and t.id = x.tag_id
     on conflict do nothing`, [organizationId, lost.map(([leadId]) => leadId), lost.map(([, tagId]) => tagId), now]);
}

/** What is planned for them now, and what has become of what was planned for them. */
function plannedNow(scope: Scope, rows: readonly LeadToTakeBack[]): Promise<Map<string, KeptActivity[]>> {
  const touched = rows.filter(({ after }) => after.activities);
  return plannedFor(scope, touched.map(({ leadId }) => leadId), touched.flatMap(({ after }) => after.activities!.map(({ id }) => id)));
}

/** What is so by now, for whoever decides whether a lead can be as it was. */
interface Now extends TakeBackOptions {
  taken: ReadonlyMap<string, string>;
  standing: ReadonlyMap<string, string>;
  planned: ReadonlyMap<string, KeptActivity[]>;
}

function whyKept({ leadId, before, after }: LeadToTakeBack, lead: LeadWithTags | undefined, { taken, standing, planned, onlyUntouched }: Now): string | null {
  if (!lead || (lead.deletedAt && !after.columns?.deletedAt)) return 'It was deleted since.';
  if (lead.convertedAt || lead.converting) return `${lead.label} was converted since.`;
  if (onlyUntouched && lead.version !== after.version) return `${lead.label} was changed since.`;
  const current = JSON.parse(JSON.stringify(lead)) as { [field: string]: unknown };
  const differs = Object.entries(after.columns ?? {}).find(([field, value]) => !sameValue(current[field] ?? null, value));
  if (differs) return `${lead.label} was changed since.`;
  if (after.activities && !sameValue(planned.get(leadId) ?? [], after.activities)) return `What is planned for ${lead.label} was changed since.`;
  const { stageId, status = lead.status } = before!.columns;
  if (stageId && standing.get(String(stageId)) !== status) return `The stage that ${lead.label} stood in is not there any more as it was.`;
  const phone = before!.columns.uniquePhone as string | undefined;
  return phone && (taken.get(phone) ?? leadId) !== leadId ? `Another lead has the phone number of ${lead.label} by now.` : null;
}

/** Of the stages that leads would go back to those that are there, with their types; they stay until the end of the transaction. */
async function stagesStill({ rows, organizationId }: Scope, back: readonly LeadToTakeBack[]): Promise<Map<string, string>> {
  const ids = [...new Set(back.flatMap(({ before }) => (before!.columns.stageId as string | undefined) ?? []))];
  if (ids.length === 0) return new Map();
  const found = await rows<{ id: string; type: string }>(
    'select id, type from stages where organization_id = $1 and id = any ($2::uuid[]) order by id for key share', [organizationId, ids]);
  return new Map(found.map(({ id, type }) => [id, type]));
}

/** What went through the database's JSON has its properties in another order. */
const sameValue = (left: unknown, right: unknown): boolean => ordered(left) === ordered(right);
const ordered = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (inner && typeof inner === 'object' && !Array.isArray(inner)
  ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1))) : inner));

async function phonesTaken({ rows, organizationId }: Scope, back: readonly LeadToTakeBack[]): Promise<Map<string, string>> {
  const phones = back.flatMap(({ before }) => (before!.columns.uniquePhone as string | null | undefined) ?? []);
  if (phones.length === 0) return new Map();
  const found = await rows<{ phone: string; id: string }>(
    'select l.unique_phone as phone, l.id from leads l where l.organization_id = $1 and l.unique_phone = any ($2::text[])', [organizationId, phones]);
  return new Map(found.map(({ phone, id }) => [phone, id]));
}
