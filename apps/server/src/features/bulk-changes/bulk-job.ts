import type { BulkAction } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { JobCannotGoOn, stateKnownAgain, type DoneRow, type JobKind, type RowRange, type RowResult, type RunningJob } from '../jobs/index.ts';
import { changeLeads, planChanges, takeBackLeads, type LeadAfter, type LeadBefore } from '../leads/index.ts';

interface Told { selectionId: string; action: BulkAction }

export const bulkKind: JobKind<Told> = {
  kind: 'lead_bulk',
  batchSize: 500,
  undoableFor: { hours: 1 },
  run: changeBatch,
  undo: takeBack,
};

async function changeBatch(scope: Scope, { input: { selectionId, action } }: RunningJob<Told>, { from, to }: RowRange): Promise<RowResult[]> {
  const [selection] = await scope.rows<{ ids: string[] }>(
    'select lead_ids[$3:$4] as ids from bulk_selections where organization_id = $1 and id = $2', [scope.organizationId, selectionId, from, to]);
  if (!selection) throw new JobCannotGoOn('Which leads were meant is not kept any more. Select them again.');
  const planned = await planChanges(scope, selection.ids.map((id, index) => ({ row: from + index, id })), action);
  const changed = await changeLeads(scope, planned.flatMap((one) => ('plan' in one ? [one.plan] : [])), {});
  return [
    ...changed.map(({ row, outcome, leadId, before, after }): RowResult => ({ row, ok: true, outcome, recordId: leadId, before, after })),
    ...planned.flatMap((one): RowResult[] => {
      if ('plan' in one) return [];
      if ('unchanged' in one) return [{ row: one.row, ok: true, outcome: 'unchanged', recordId: one.leadId }];
      const { row, leadId, problem, errors } = one;
      return [{ row, ok: false, outcome: 'skipped', recordId: leadId, problem, errors: errors.map(({ pointer, detail }) => ({ field: pointer.slice(1), detail })) }];
    }),
  ];
}

async function takeBack(scope: Scope, _job: RunningJob<Told>, done: readonly DoneRow[]): Promise<RowResult[]> {
  const leads = done.map(({ row, recordId, before, after }) => ({ row, leadId: recordId, before: before as LeadBefore, after: after as LeadAfter }));
  const back = await takeBackLeads(scope, leads, {}, { onlyUntouched: true });
  await stateKnownAgain(scope, back.flatMap(({ row, leadId, version }) => {
    const { after } = leads.find((lead) => lead.row === row)!;
    return version === undefined ? [] : [{ recordId: leadId, before: after.version - 1, version }];
  }));
  return back.map(({ row, leadId, outcome, problem }) => ({ row, recordId: leadId, ok: outcome !== 'kept', outcome, problem }));
}
