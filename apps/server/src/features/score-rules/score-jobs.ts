import type { Scope } from '../../core/in-org.ts';
import { newId } from '../../core/ids.ts';
import { startJob, type JobKind } from '../jobs/index.ts';
import { activeRules, noteScores, scoreDueLeads } from '../leads/index.ts';

const isOpen = "l.deleted_at is null and l.status in ('new', 'in_progress', 'dormant')";

/**
 * Makes every open lead due and starts the job that scores them. A job that is still at it works for nothing any more: what it had left is due for the new
 * one, which goes by the rules of the moment.
 */
export async function scoreEverybody(scope: Scope, rulesId: string, title: string): Promise<void> {
  const { rows, organizationId } = scope;
  const jobId = newId();
  await rows('delete from lead_score_dues where organization_id = $1', [organizationId]);
  const [due] = await rows<{ leads: number }>(
    `with due as (
       insert into lead_score_dues (organization_id, id, lead_id, job_id)
       select $1, l.id, l.id, $2 from leads l where l.organization_id = $1 and ${isOpen} returning 1)
     select count(*)::int as leads from due`, [organizationId, jobId]);
  await startJob(scope, { id: jobId, kind: 'lead_scoring', title, href: '/settings/lead-score', permission: 'score-rules:write', total: due!.leads, input: {} });
  await rows('update score_rules set job_id = $3 where organization_id = $1 and id = $2', [organizationId, rulesId, jobId]);
}

const scoring: JobKind = {
  kind: 'lead_scoring',
  batchSize: 500,
  async run(scope, { id }, { from, to }) {
    await scoreDueLeads(scope, { jobId: id, most: to - from + 1 });
    return [];
  },
  /** A lead that was made while the rules were being switched on saw neither them nor this job. */
  async finish(scope) {
    const active = await activeRules(scope);
    if (!active) return;
    const missed = await scope.rows<{ id: string }>(
      `select l.id from leads l left join lead_scores s on s.organization_id = $1 and s.lead_id = l.id
        where l.organization_id = $1 and ${isOpen} and l.erased_at is null and s.rules_id is distinct from $2 limit 10000`, [scope.organizationId, active.id]);
    noteScores(scope, missed.map(({ id }) => id));
  },
};

export const scoreJobKinds: readonly JobKind[] = [scoring];
