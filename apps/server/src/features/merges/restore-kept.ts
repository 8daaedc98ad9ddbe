import type { Scope } from '../../core/in-org.ts';
import { applyChanges, isUniqueViolation } from '../../core/records.ts';
import { DuplicateLead, Lead, LeadEntity, activeRules, derivedFields, findOpenLeadByPhone, stepsTakenOver } from '../leads/index.ts';
import { NothingToCallItBy } from './merge.errors.ts';
import { giveOverrideBack, scoreBySince } from './merged-scores.ts';
import { ownFieldsBefore } from './own-fields.ts';

/**
 * Fields that are not put back: because they were changed again, or because the lead is converted by now and read-only (D27). `emptied`: because they cannot
 * hold any more what they held.
 */
export interface StaysAsItIs { fields: string[]; emptied: string[]; isLocked: boolean }

/** `isAsBefore`: somebody has put back by hand what the merge had changed. */
interface Column { name: string; isAsLeft: boolean; isAsBefore: boolean }

/** They follow from others: what they follow from says whether they are put back or worked out anew. */
const following = ['title', 'value', 'search_text', 'unique_phone'];
const followedFrom = [
  'name', 'company_name', 'contact_name', 'phone', 'email', 'location', 'city', 'agreed_monthly_subscription', 'offer_id', 'estimated_value', 'status',
];
/** Written in a way of their own. Whether the phone has to be unique is a matter of the stage the lead stands in by now. */
const ofTheirOwn = ['version', 'updated_at', 'custom_fields', 'unique_phone'];

/** They repeat what is kept elsewhere, what somebody said of the score and what is planned: put back together, or not at all. */
const scoreColumns = ['score', 'score_overridden'];
const stepColumns = ['follow_up_at', 'follow_up_on', 'follow_up_note', 'next_activity_id'];
/** Written on a converted lead as well. */
const neverLocked = ['do_not_contact'];

const camelCase = (column: string): string => column.replace(/_[a-z]/g, (letter) => letter.charAt(1).toUpperCase());
/** Nobody writes them: what came of later work simply stays. */
const unnamed = new Set(['createdAt', 'scoreOverridden', 'firstActionAt', 'lastActivityAt', 'followUpAt', 'followUpOn', 'followUpNote', 'nextActivityId', 'data', 'externalSource', 'externalReference']);

/** Gives the kept lead of a merge the values again that it had before, but for those that were changed since. */
export async function restoreKept(scope: Scope, mergeId: string, kept: Lead, mergedAt: Date): Promise<StaysAsItIs> {
  const columns = await changedColumns(scope, mergeId);
  const own = await ownFieldsBefore(scope, mergeId, kept);
  const isLocked = Boolean(kept.convertedAt);
  const isScored = await activeRules(scope) !== null;
  const isOverrideStaying = columns.some(({ name }) => name === 'score_overridden') && (isLocked || !await giveOverrideBack(scope, mergeId, kept.id));
  const isStepStaying = columns.some(({ name, isAsLeft }) => stepColumns.includes(name) && !isAsLeft);
  const leftAlone = [...ofTheirOwn, ...(isOverrideStaying ? scoreColumns : []), ...(isStepStaying ? stepColumns : [])];
  const back = columns.filter(({ name, isAsLeft }) => isAsLeft && !leftAlone.includes(name) && (!isLocked || neverLocked.includes(name))).map(({ name }) => name);
  const staying = columns.filter(({ name, isAsBefore }) => !isAsBefore && !back.includes(name) && !ofTheirOwn.includes(name) && !following.includes(name));
  await putBack(scope, mergeId, back);
  if (back.includes('score')) await scoreBySince(scope, kept.id, mergedAt);
  const isTouched = own.staying.length > 0 || columns.some(({ name, isAsLeft }) => !isAsLeft && following.includes(name)) || await isOtherThanBefore(scope, mergeId);
  await workOutAnew(scope, kept, { customFields: isLocked ? kept.customFields : own.values, isLocked, isTouched, mergedAt });
  const isNamed = (name: string) => !unnamed.has(name) && (name !== 'score' || kept.scoreOverridden || !isScored);
  const fields = [...staying.map(({ name }) => camelCase(name)).filter(isNamed), ...(isLocked ? own.changed : own.staying)];
  return { fields, emptied: isLocked ? [] : own.emptied, isLocked };
}

/** The columns that the merge changed, and whether they are still as it left them. Those that the database writes itself follow by themselves. */
async function changedColumns({ rows, organizationId }: Scope, mergeId: string): Promise<Column[]> {
  return rows<Column>(
    `select b.key as name, c.value = a.value as "isAsLeft", c.value = b.value as "isAsBefore"
       from lead_merges m
       join leads l on l.organization_id = $1 and l.id = m.lead_id
      cross join lateral jsonb_each(m.before) b
       join lateral jsonb_each(m.after) a on a.key = b.key
       join lateral jsonb_each(to_jsonb(l)) c on c.key = b.key
       join pg_attribute t on t.attrelid = 'leads'::regclass and t.attname = b.key and t.attgenerated = ''
      where m.organization_id = $1 and m.id = $2 and b.value <> a.value order by t.attnum`, [organizationId, mergeId]);
}

/** The database writes them from the row as it was, so that nothing is rounded on the way. */
async function putBack({ rowsPlannedAnew, organizationId }: Scope, mergeId: string, columns: readonly string[]): Promise<void> {
  if (columns.length === 0) return;
  try {
    await rowsPlannedAnew(
      `update leads l set ${columns.map((column) => `${column} = b.${column}`).join(', ')}
         from lead_merges m cross join lateral jsonb_populate_record(null::leads, m.before) b
        where m.organization_id = $1 and m.id = $2 and l.organization_id = $1 and l.id = m.lead_id`, [organizationId, mergeId]);
  } catch (error) {
    throw isUniqueViolation(error) ? new DuplicateLead(null) : error;
  }
}

/** Whether what the title, the value and the search follow from is something else than it was before the merge, whoever changed it. */
async function isOtherThanBefore({ rows, organizationId }: Scope, mergeId: string): Promise<boolean> {
  const [found] = await rows<{ differs: boolean }>(
    `select (select jsonb_object_agg(key, value) from jsonb_each(m.before) where key = any ($3))
            is distinct from (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(l)) where key = any ($3)) as differs
       from lead_merges m join leads l on l.organization_id = $1 and l.id = m.lead_id where m.organization_id = $1 and m.id = $2`,
    [organizationId, mergeId, followedFrom]);
  return found!.differs;
}

interface PutBack { customFields: Lead['customFields']; isLocked: boolean; isTouched: boolean; mergedAt: Date }

/** What follows from the values as they are now, and from what is planned and was done. */
async function workOutAnew(scope: Scope, kept: Lead, { customFields, isLocked, isTouched, mergedAt }: PutBack): Promise<void> {
  const { tx, organizationId } = scope;
  const now = await tx.findOneOrFail(LeadEntity, { where: { organizationId, id: kept.id } });
  Object.assign(kept, now, { converting: false });
  const step = await stepsTakenOver(scope, kept);
  const derived = isLocked ? {} : await derivedAnew(scope, Object.assign(new Lead(), kept, { customFields }), isTouched);
  const firstActionAt = kept.firstActionAt ?? await workedOnSince(scope, kept, mergedAt);
  await applyChanges(scope, LeadEntity, kept, { customFields, ...derived, ...step, firstActionAt, updatedAt: scope.now }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new DuplicateLead(null) : error;
  });
}

/** Throws {@link DuplicateLead} where its phone, which is one for open leads only, has gone to another one since. */
async function derivedAnew(scope: Scope, next: Lead, isTouched: boolean): Promise<Partial<Lead>> {
  if (![next.name, next.companyName, next.contactName, next.phone, next.email].some(Boolean)) throw new NothingToCallItBy(next.label);
  const { uniquePhone, ...others } = await derivedFields(scope, next);
  if (uniquePhone && uniquePhone !== next.uniquePhone) {
    const other = await findOpenLeadByPhone(scope, uniquePhone, next.id);
    if (other) throw new DuplicateLead(other);
  }
  return { uniquePhone, ...(isTouched ? others : {}) };
}

/** The first action may have been another lead's, while this one has been worked on since. */
async function workedOnSince({ rows, organizationId }: Scope, kept: Lead, mergedAt: Date): Promise<Date | null> {
  const [worked] = await rows<{ at: Date | null }>(
    `select least(
       (select min(a.done_at) from activities a
         where a.organization_id = $1 and a.lead_id = $2 and a.created_at > $3 and a.status = 'done' and a.deleted_at is null),
       (select min(e.at) from events e
         where e.organization_id = $1 and e.subject_type = 'lead' and e.subject_id = $2 and e.type = 'lead.stage_changed' and e.at > $3 and $4::uuid is not null)) as at`,
    [organizationId, kept.id, mergedAt, kept.ownerId]);
  return worked?.at ?? null;
}
