import type { BulkAction, BulkPreview, bulkProblemCodes } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import { inSavepoint } from '../../core/savepoint.ts';
import type { Services } from '../../core/services.ts';
import { conversionOutlook, convertOneOfMany } from '../conversions/index.ts';
import { JobCannotGoOn, type JobKind, type RowRange, type RowResult, type RunningJob } from '../jobs/index.ts';

interface Told { selectionId: string; action: BulkAction }
type Code = (typeof bulkProblemCodes)[number];

/** What the plan of one lead calls a blocker, as the change of many does. */
const codes: { [code: string]: Code } = { lead_locked: 'locked', lead_converting: 'converting', lead_lost: 'lost', lead_has_subscriber: 'has_subscriber' };

/** The plan of each lead in turn, its problems put together by their kind. */
export async function previewConversions(
  scope: Scope, selectionId: string, { conversion, exitCriteriaSkipReason }: BulkAction, known: readonly Code[], detailOf: (code: Code) => string, named: number,
): Promise<Omit<BulkPreview, 'selectionId'>> {
  const [selection] = await scope.rows<{ ids: string[] }>(
    'select lead_ids as ids from bulk_selections where organization_id = $1 and id = $2', [scope.organizationId, selectionId]);
  const outlooks = await conversionOutlook(scope, selection!.ids, conversion!, { skipsExit: Boolean(exitCriteriaSkipReason) });
  const groups = new Map<Code, BulkPreview['problems'][number]>();
  for (const { lead, blockers: [first] } of outlooks) {
    if (!first) continue;
    const meant = codes[first.code] ?? first.code;
    const code = known.includes(meant as Code) ? meant as Code : 'refused';
    const group = groups.get(code) ?? { code, detail: detailOf(code), count: 0, leads: [] };
    group.count += 1;
    if (group.leads.length < named) group.leads.push({ id: lead.id, number: lead.label, title: lead.title });
    groups.set(code, group);
  }
  const problems = known.flatMap((code) => groups.get(code) ?? []);
  return { total: selection!.ids.length, changes: outlooks.filter(({ blockers }) => blockers.length === 0).length, unchanged: 0, problems };
}

/** One lead a batch, so that each is converted, or left as it is, by itself. */
export const conversionKind = ({ sealer, log }: Pick<Services, 'sealer' | 'log'>): JobKind<Told> => ({
  kind: 'lead_conversion',
  batchSize: 1,
  async run(scope: Scope, { id: jobId, input: { selectionId, action } }: RunningJob<Told>, { from, to }: RowRange): Promise<RowResult[]> {
    const [selection] = await scope.rows<{ ids: string[] }>(
      'select lead_ids[$3:$4] as ids from bulk_selections where organization_id = $1 and id = $2', [scope.organizationId, selectionId, from, to]);
    if (!selection) throw new JobCannotGoOn('Which leads were meant is not kept any more. Select them again.');
    const results: RowResult[] = [];
    for (const [index, leadId] of selection.ids.entries()) {
      const attempt = await inSavepoint(scope, (inner) => convertOneOfMany(inner, sealer, leadId, action.conversion!, action.exitCriteriaSkipReason));
      const row = from + index;
      if ('result' in attempt) {
        results.push({ row, ok: true, outcome: 'updated', recordId: leadId });
        continue;
      }
      const { error } = attempt;
      if (!(error instanceof Refusal)) log.error({ err: error, jobId, leadId }, 'a lead of many could not be converted');
      results.push({
        row, ok: false, outcome: error instanceof Refusal ? 'skipped' : 'failed', recordId: leadId,
        problem: error instanceof Refusal ? error.message : 'Something went wrong here; nothing was made. Try it on the lead itself.',
      });
    }
    return results;
  },
});
