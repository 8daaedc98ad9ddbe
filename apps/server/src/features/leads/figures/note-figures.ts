import { newId, nobody } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import {
  followUpFactsSql, isFollowedUpSql, leadFactsSql, noteFactsSql, recordColumns, recordOf, stayFactsSql, type FiguredLead,
} from './lead-facts.ts';

/** An end of a stay in a stage, as a move brings it. */
export interface EndedStay { leadId: string; pipelineId: string; stageId: string; ownerId: string | null; enteredAt: Date }

/** A lead that counts from now on, or no longer. */
interface Counted { sign: 1 | -1; lead: FiguredLead }

const counted = (sign: 1 | -1, lead: FiguredLead | null): Counted[] => (lead ? [{ sign, lead }] : []);

interface LeftStay { id: string; stageEnteredAt: Date }

const ofLeads = `select l.sign, l.pipeline_id, l.owner_key, f.* from jsonb_to_recordset($3::jsonb) as l (${recordColumns}), ${leadFactsSql} f`;
const changeSql = noteFactsSql(ofLeads);
const ofStay = `select 1 as sign, s.pipeline_id, s.owner_key, ${stayFactsSql}
  from (select $4::uuid as pipeline_id, $5::uuid as stage_id, $6::uuid as owner_key, $7::timestamptz as entered_at, $8::timestamptz as left_at) s`;
const moveSql = noteFactsSql(`${ofLeads} union all ${ofStay}`);

/** Notes in this transaction that a lead counts otherwise in the figures; null before it exists and after it is gone. */
export function noteFigures(scope: Scope, before: FiguredLead | null, after: FiguredLead | null): void {
  note(scope, [...counted(-1, before), ...counted(1, after)]);
}

/** The same for many leads that were just made: nothing hangs on them yet. */
export const noteNewFigures = (scope: Scope, leads: readonly FiguredLead[]): void => note(scope, leads.map((lead) => ({ sign: 1, lead })));

function note(scope: Scope, changes: readonly Counted[]): void {
  const records = recordsOf(changes);
  if (records.length > 0) scope.write(changeSql, [scope.organizationId, newId(), JSON.stringify(records)]);
}

/** The same for a lead that went on to another stage, with how long it stood in the one before. */
export function noteMove(scope: Scope, before: FiguredLead, after: FiguredLead, { leadId, pipelineId, stageId, ownerId, enteredAt }: EndedStay): void {
  const { organizationId, now, write } = scope;
  const stay = [pipelineId, stageId, ownerId ?? nobody, enteredAt, now];
  write(
    `insert into lead_stage_stays (organization_id, id, lead_id, pipeline_id, stage_id, owner_key, entered_at, left_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`, [organizationId, newId(), leadId, ...stay]);
  write(moveSql, [organizationId, newId(), JSON.stringify(recordsOf([...counted(-1, before), ...counted(1, after)])), ...stay]);
}

/** No text has a zero in it. */
const keyOf = (record: object): string => Object.values(record).map((value) => (value instanceof Date ? value.getTime() : value ?? '\0')).join('\0');

/** Leads that are alike to all figures are one record that counts as often: a file of thousands comes to a few, and a change that is none to nothing. */
function recordsOf(changes: readonly Counted[]): object[] {
  const alike = new Map<string, { sign: number; record: object }>();
  for (const { sign, lead } of changes) {
    const record = recordOf(lead);
    const key = keyOf(record);
    const found = alike.get(key);
    if (found) found.sign += sign;
    else alike.set(key, { sign, record });
  }
  return [...alike.values()].filter(({ sign }) => sign !== 0).map(({ sign, record }) => ({ sign, ...record }));
}

/** The same for many leads that left one stage together: their stays, and what these add. Deleted ones keep theirs and bring it back with them. */
export function noteStays(scope: Scope, from: { id: string; pipelineId: string }, left: readonly LeftStay[]): void {
  const { organizationId, now, write } = scope;
  const ids = left.map(() => newId());
  write(
    `insert into lead_stage_stays (organization_id, id, lead_id, pipeline_id, stage_id, owner_key, entered_at, left_at)
     select $1, y.id, y.lead_id, $4, $5, l.owner_key, least(y.entered_at, $6), $6 from unnest($2::uuid[], $3::uuid[], $7::timestamptz[]) as y (id, lead_id, entered_at)
       join leads l on l.organization_id = $1 and l.id = y.lead_id`,
    [organizationId, ids, left.map(({ id }) => id), from.pipelineId, from.id, now, left.map(({ stageEnteredAt }) => stageEnteredAt)]);
  write(noteFactsSql(`
    select 1 as sign, s.pipeline_id, s.owner_key, ${stayFactsSql} from lead_stage_stays s
      join leads l on l.organization_id = $1 and l.id = s.lead_id and l.deleted_at is null
     where s.organization_id = $1 and s.id = any ($3::uuid[])`), [organizationId, newId(), ids]);
}

/**
 * What hangs on leads and has no place of its own in them: the stages they left and the follow-ups that were done. Looked up lead by lead, each in the index
 * that is made for it: joined as a whole, a table whose statistics are not made yet would be read through for each of them.
 */
const ofWhatHangs = `
  select $4::int as sign, s.pipeline_id, s.owner_key, ${stayFactsSql} from unnest($3::uuid[]) as x (id)
   cross join lateral (select l.id from leads l where l.organization_id = $1 and l.id = x.id and l.deleted_at is null offset 0) l
   cross join lateral (select y.* from lead_stage_stays y where y.organization_id = $1 and y.lead_id = x.id offset 0) s
  union all
  select $4::int as sign, l.pipeline_id, coalesce(a.done_by_id, '${nobody}') as owner_key, ${followUpFactsSql} from unnest($3::uuid[]) as x (id)
   cross join lateral (select l.pipeline_id from leads l where l.organization_id = $1 and l.id = x.id and l.deleted_at is null offset 0) l
   cross join lateral (select a.* from activities a where a.organization_id = $1 and a.lead_id = x.id and ${isFollowedUpSql} offset 0) a`;
const ofFollowUps = `
  select $4::int as sign, l.pipeline_id, coalesce(a.done_by_id, '${nobody}') as owner_key, ${followUpFactsSql}
    from activities a join leads l on l.organization_id = $1 and l.id = a.lead_id and l.deleted_at is null
   where a.organization_id = $1 and ${isFollowedUpSql} and a.id = any ($3::uuid[])`;
const ofManyLeads = `select $4::int as sign, l.pipeline_id, l.owner_key, f.* from leads l, ${leadFactsSql} f where l.organization_id = $1 and l.id = any ($3::uuid[])`;

/** Notes that many leads count no longer (-1), as they are in the table now, or from now on (1). What is deleted counts neither way. */
export function noteManyFigures(scope: Scope, sign: 1 | -1, leadIds: readonly string[]): void {
  if (leadIds.length === 0) return;
  scope.write(noteFactsSql(`${ofManyLeads} and l.deleted_at is null`), [scope.organizationId, newId(), leadIds, sign]);
}

/** The same for everything that hangs on them. Call it while they are not deleted: before they are, or after they were brought back. */
export function noteWhatHangs(scope: Scope, sign: 1 | -1, leadIds: readonly string[]): void {
  if (leadIds.length === 0) return;
  scope.write(noteFactsSql(ofWhatHangs), [scope.organizationId, newId(), leadIds, sign]);
}

/** For activities that change: call it with -1 before and with 1 after, while the lead stands where it does. What is not a follow-up that was done adds nothing. */
export function noteFollowUps(scope: Scope, sign: 1 | -1, activityIds: readonly string[]): void {
  scope.write(noteFactsSql(ofFollowUps), [scope.organizationId, newId(), activityIds, sign]);
}
