import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';

/** An activity as the database writes it. */
type Row = { [column: string]: unknown };

/** A planned activity that a merge moved: as it was, and as it is now; null where it was called off since. */
interface MovedStep { id: string; leadId: string; wasFollowUp: boolean; planned: Row; now: Row | null; isRewritten: boolean; isCalledOff: boolean }

/** What undoing does about them, once what the merge moved is back. */
export interface StepsSince { planned: string[]; putBack: () => Promise<void> }

/**
 * What is planned for a lead is rewritten in place, though it came from another. Where one of these says something else by now, that was planned for the kept
 * lead and stays there as a row of its own; the lead it came from has its own step again, also where it was called off with the kept lead's. What was done,
 * or deleted by name, stays so.
 */
export async function stepsSince(scope: Scope, mergeId: string, keptId: string): Promise<StepsSince> {
  const { rows, organizationId } = scope;
  // A day ends elsewhere with another owner: where one was given, it is what counts.
  const moved = await rows<MovedStep>(
    `select m.row_id as id, m.lead_id as "leadId", m.was_follow_up as "wasFollowUp", m.planned, to_jsonb(a) as now, a.id is null or a.status = 'cancelled' as "isCalledOff",
            coalesce(a.status in ('planned', 'in_progress') and (a.subject, a.due_on, case when a.due_on is null then a.due_at end)
              is distinct from (p.subject, p.due_on, case when p.due_on is null then p.due_at end), false) as "isRewritten"
       from lead_merge_rows m
      cross join lateral jsonb_populate_record(null::activities, m.planned) p
       left join activities a on a.organization_id = $1 and a.id = m.row_id
      where m.organization_id = $1 and m.merge_id = $2 and m.table_name = 'activities' and m.planned is not null
        and (a.id is null or (a.lead_id = $3 and a.deleted_at is null))
      order by m.row_id`, [organizationId, mergeId, keptId]);
  const rewritten = moved.filter(({ isRewritten }) => isRewritten);
  return {
    planned: rewritten.map(({ now }) => (now!.subject as string | null) ?? ''),
    putBack: async () => {
      await asNoted(scope, mergeId, moved.filter(({ now, isRewritten, isCalledOff }) => now && (isRewritten || isCalledOff)).map(({ id }) => id));
      await insertRows(scope, [
        ...moved.filter(({ now }) => !now).map(({ planned, leadId, wasFollowUp }) => ({ ...planned, lead_id: leadId, is_follow_up: wasFollowUp })),
        ...rewritten.map(({ now }) => ({ ...now, id: newId(), lead_id: keptId })),
      ]);
    },
  };
}

async function asNoted({ rows, organizationId, now }: Scope, mergeId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await rows(
    `update activities a set subject = p.subject, due_at = p.due_at, due_on = p.due_on, search_text = p.search_text, status = p.status, is_follow_up = m.was_follow_up,
            updated_at = $4, version = a.version + 1
       from lead_merge_rows m cross join lateral jsonb_populate_record(null::activities, m.planned) p
      where a.organization_id = $1 and m.organization_id = $1 and m.merge_id = $2 and m.table_name = 'activities' and m.row_id = a.id and a.id = any ($3::uuid[])`,
    [organizationId, mergeId, ids, now]);
}

/** Every column that the database does not write itself; one that was added since a row was noted has its default. */
async function insertRows({ rows, rowsPlannedAnew, organizationId }: Scope, activities: readonly Row[]): Promise<void> {
  if (activities.length === 0) return;
  const columns = await rows<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = 'activities'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname = any ($1::text[])`,
    [Object.keys(activities[0]!).filter((column) => activities.every((row) => column in row))]);
  const names = columns.map(({ name }) => name).join(', ');
  await rowsPlannedAnew(
    `insert into activities (${names}) select ${names} from jsonb_populate_recordset(null::activities, $2::jsonb) where organization_id = $1`,
    [organizationId, JSON.stringify(activities)]);
}
