import { systemActor } from '../../core/actor.ts';
import { eachOrganization } from '../../core/each-organization.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Services } from '../../core/services.ts';
import { returnUntouchedLeads } from './claiming/return-leads.ts';
import { recountFigures, recountJob } from './figures/recount-figures.ts';
import { scoreByTime, scoreDueLeads } from './scoring/score-leads.ts';

type Needed = Pick<Services, 'dataSource' | 'inOrg' | 'log'>;

export function leadJobs(services: Services): JobDefinition[] {
  return [
    // Leads that lay untouched for too long go back to the unclaimed.
    { name: 'return_untouched_leads', retries: 1, expiresAfter: 280, concurrency: 1, cron: '*/5 * * * *', run: () => returnUntouchedLeads(services) },
    // What rules about days say changes without anybody doing anything.
    { name: 'score_by_time', retries: 1, expiresAfter: 900, concurrency: 1, cron: '23 * * * *', run: () => scoreAllByTime(services) },
    {
      name: recountJob, retries: 3, expiresAfter: 900, concurrency: 1, cron: '41 1 * * *',
      run: async (data) => {
        const { organizationId } = data as { organizationId?: string };
        if (organizationId) await recount(services, organizationId);
        else await checkFigures(services);
      },
    },
  ];
}

async function scoreAllByTime(services: Needed): Promise<void> {
  await eachOrganization(services, 'could not be scored', async (inOrganization) => {
    while (await inOrganization(scoreByTime));
    // What a crash left behind a commit.
    while (await inOrganization((scope) => scoreDueLeads(scope)));
  });
}

async function recount({ inOrg, log }: Needed, organizationId: string): Promise<void> {
  const differed = await inOrg(systemActor(organizationId), recountFigures);
  if (differed > 0) log.info({ organizationId, differed }, 'figures were counted anew');
}

/** Every night: figures that went astray are found, said and put right. */
async function checkFigures(services: Needed): Promise<void> {
  await eachOrganization(services, 'could not have its figures checked', async (inOrganization) => {
    const differed = await inOrganization(recountFigures);
    if (differed > 0) services.log.warn({ differed }, 'figures had gone astray and were put right');
  });
}

/** When the product starts: organizations whose leads are older than the figures get them. */
export async function countFirstFigures(services: Needed): Promise<void> {
  await eachOrganization(services, 'could not have its figures counted', (inOrganization) => inOrganization(async (scope) => {
    const [first] = await scope.rows<{ due: boolean }>(
      `select exists (select from leads where organization_id = $1 and deleted_at is null)
          and not exists (select from lead_figures where organization_id = $1) and not exists (select from lead_figure_deltas where organization_id = $1) as due`,
      [scope.organizationId]);
    if (first!.due) await recountFigures(scope);
  }));
}
