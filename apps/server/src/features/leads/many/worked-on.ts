import type { Scope } from '../../../core/in-org.ts';

/**
 * Columns that refer to leads, and what a row says of one that was made in one go: that somebody worked on it (by a condition on the row `r` and the lead `l`),
 * or nothing, as such rows come by themselves and go with the lead. A rule of the repository compares this with the database, so that no table is forgotten:
 * what refers to a lead keeps it from being removed.
 */
export const tracesOfWork: { readonly [column: string]: { if: string } | 'goes with it' } = {
  'activities.lead_id': { if: 'r.id is distinct from l.next_activity_id' },
  'files.lead_id': { if: 'true' },
  'lead_captures.lead_id': { if: 'true' },
  'quotes.lead_id': { if: 'true' },
  'conversions.lead_id': { if: 'true' },
  'subscribers.lead_id': { if: 'true' },
  'leads.merged_into_id': { if: 'true' },
  'lead_tags.lead_id': 'goes with it',
  'lead_stage_stays.lead_id': 'goes with it',
  'lead_scores.lead_id': 'goes with it',
  'duplicate_pairs.first_id': 'goes with it',
  'duplicate_pairs.second_id': 'goes with it',
  'lead_merges.lead_id': 'goes with it',
  'lead_merge_sources.lead_id': 'goes with it',
  'lead_merge_rows.lead_id': 'goes with it',
};

const asked = Object.entries(tracesOfWork).flatMap(([name, trace]) => {
  const [table, column] = name.split('.');
  return trace === 'goes with it' ? [] : [`exists (select from ${table} r where r.organization_id = $1 and r.${column} = l.id and ${trace.if})`];
});

/** Which of these leads have more on them than they were made with. */
export async function workedOn({ rows, organizationId }: Scope, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    `select l.id from leads l where l.organization_id = $1 and l.id = any ($2::uuid[]) and (${asked.join('\n       or ')})`, [organizationId, ids]);
  return new Set(found.map(({ id }) => id));
}
