import type { LeadFilters } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { idList } from '../../core/id-list.ts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';

/** What the ids of a filter are of. */
const tables = {
  pipelineId: ['pipelines', 'pipeline'], stageId: ['stages', 'stage'], furthestStageId: ['stages', 'stage'], ownerId: ['users', 'person'], teamId: ['teams', 'team'],
  offerId: ['offers', 'package'], tagId: ['tags', 'tag'],
} as const;

/** A view is not kept that asks about what is not there. What goes later is simply found no more. Throws a 422 naming each such filter. */
export async function refuseUnknownIds({ rows, organizationId }: Scope, filters: LeadFilters): Promise<void> {
  const problems: FieldProblem[] = [];
  for (const [name, [table, noun]] of Object.entries(tables)) {
    const text = filters[name as keyof typeof tables];
    if (text === undefined) continue;
    const ids = idList(text.replaceAll('me', 'none'), `/filters/${name}`).filter((id) => id !== 'none');
    const found = await rows<{ id: string }>(`select id from ${table} where organization_id = $1 and id = any ($2::uuid[])`, [organizationId, ids]);
    if (!ids.every((id) => found.some((one) => one.id === id))) problems.push({ pointer: `/filters/${name}`, detail: `There is no such ${noun}.` });
  }
  if (problems.length > 0) throw new InvalidFields(problems);
}
