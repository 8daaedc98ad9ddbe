import { builtInLeadViews } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import { cappedCountSql } from '../leads/index.ts';
import { listViews } from './lead-views.ts';

interface ViewCount { id: string; count: number | null }

/** How many leads each view has that the caller may see, in one statement; each count stops at its cap. */
export async function countViews(scope: Scope, pipelineId: string | undefined): Promise<ViewCount[]> {
  const values: unknown[] = [scope.organizationId];
  const views = [...builtInLeadViews, ...await listViews(scope)];
  const counts: string[] = [];
  for (const { filters } of views) {
    const before = values.length;
    try {
      counts.push(await cappedCountSql(scope, { ...(pipelineId ? { pipelineId } : {}), ...filters }, (value) => `$${values.push(value)}`));
    } catch (error) {
      // A field that the view asks about was deleted: the others are counted all the same.
      if (!(error instanceof Refusal)) throw error;
      values.length = before;
      counts.push('null::int');
    }
  }
  const [row] = await scope.rowsPlannedAnew<{ counts: (number | null)[] }>(`select json_build_array(${counts.join(', ')}) as counts`, values);
  return views.map(({ id }, index) => ({ id, count: row!.counts[index] ?? null }));
}
