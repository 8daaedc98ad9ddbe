import type { Scope } from '../../core/in-org.ts';
import { isPlannedSql } from '../leads/index.ts';
import { stepsSince } from './moved-steps.ts';

/**
 * What merging does with each column that refers to a lead. `moved`: its rows go over to the kept lead and, when the merge is undone, back. A rule of the
 * repository compares this with the database, so that no table is forgotten.
 */
export const leadReferences: { readonly [column: string]: 'moved' | `stays: ${string}` } = {
  'activities.lead_id': 'moved',
  'files.lead_id': 'moved',
  'lead_captures.lead_id': 'moved',
  'lead_stage_stays.lead_id': 'moved',
  'leads.merged_into_id': 'moved',
  'quotes.lead_id': 'moved',
  'lead_tags.lead_id': 'stays: the kept lead gets the tags as well, and the others have theirs when they come back',
  'conversions.lead_id': 'stays: a converted lead is the one that is kept; a conversion that failed belongs to the lead it failed for',
  'subscribers.lead_id': 'stays: a converted lead is the one that is kept',
  'duplicate_pairs.first_id': 'stays: pairs are found anew, and what somebody said is different is so again when it comes back',
  'duplicate_pairs.second_id': 'stays: as first_id',
  'lead_scores.lead_id': 'stays: each has its own, and the kept lead is scored again as after any change; an override is taken over (`merged-scores.ts`)',
  'lead_merges.lead_id': 'stays: it tells into which lead',
  'lead_merge_sources.lead_id': 'stays: it tells which lead',
  'lead_merge_rows.lead_id': 'stays: it tells from which lead',
};

const moved = Object.entries(leadReferences).filter(([, what]) => what === 'moved').map(([column]) => column.split('.') as [table: string, column: string]);

/** Moves what hangs on the others over to the kept lead, and notes every row. One lead has one follow-up: the kept lead's, else the earliest. */
export function moveReferences(scope: Scope, mergeId: string, keptId: string, otherIds: readonly string[]): void {
  const { write, organizationId } = scope;
  for (const [table, column] of moved) {
    const noted = table === 'activities' ? `a.is_follow_up, case when ${isPlannedSql} then to_jsonb(a) end` : 'false, null';
    write(
      `insert into lead_merge_rows (organization_id, merge_id, table_name, row_id, lead_id, was_follow_up, planned)
       select $1, $2, '${table}', a.id, a.${column}, ${noted} from ${table} a where a.organization_id = $1 and a.${column} = any ($3::uuid[])`,
      [organizationId, mergeId, otherIds]);
    if (table === 'activities') write(oneFollowUpSql, [organizationId, keptId, otherIds]);
    write(`update ${table} set ${column} = $2 where organization_id = $1 and ${column} = any ($3::uuid[])`, [organizationId, keptId, otherIds]);
  }
}

const oneFollowUpSql = `
  update activities a set is_follow_up = false
   where a.organization_id = $1 and a.lead_id = any ($3::uuid[]) and a.is_follow_up and a.id <> (
     select k.id from activities k
      where k.organization_id = $1 and (k.lead_id = $2 or k.lead_id = any ($3::uuid[])) and k.is_follow_up and k.deleted_at is null
      order by (k.lead_id = $2) desc, k.due_at, k.id limit 1)`;

/** Moves back what a merge moved and what is still there. Returns by their subjects the steps that were planned since and stay with the kept lead. */
export async function moveReferencesBack(scope: Scope, mergeId: string, keptId: string): Promise<string[]> {
  const { write, organizationId } = scope;
  const steps = await stepsSince(scope, mergeId, keptId);
  for (const [table, column] of moved) {
    const followUp = table === 'activities'
      ? ", is_follow_up = r.is_follow_up or (m.was_follow_up and r.due_at is not null and r.status in ('planned', 'in_progress'))" : '';
    write(
      `update ${table} r set ${column} = m.lead_id${followUp} from lead_merge_rows m
        where r.organization_id = $1 and m.organization_id = $1 and m.merge_id = $2 and m.table_name = '${table}' and r.id = m.row_id and r.${column} = $3`,
      [organizationId, mergeId, keptId]);
  }
  write(revisionsBackSql, [organizationId, mergeId, keptId]);
  await steps.putBack();
  return steps.planned;
}

/** What was revised since is the same quote: its revisions go by their number. */
const revisionsBackSql = `
  update quotes q set lead_id = m.lead_id from lead_merge_rows m join quotes r on r.organization_id = $1 and r.id = m.row_id and r.lead_id = m.lead_id
   where m.organization_id = $1 and m.merge_id = $2 and m.table_name = 'quotes' and q.organization_id = $1 and q.number = r.number and q.lead_id = $3`;
