import * as contract from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import { competitorReport, lostReasonReport, sourceReport, stageReport } from './breakdowns.ts';
import { leadStats } from './lead-stats.ts';
import { conversionReport, leadsOverTime } from './over-time.ts';
import { reportFile } from './report-file.ts';
import { followUpReport, performanceReport } from './performance.ts';

export function reportRoutes({ on, free }: Routes): void {
  on(contract.getLeadStats, (scope, { query }) => leadStats(scope, query));
  on(contract.getLeadsOverTime, (scope, { query }) => leadsOverTime(scope, query));
  on(contract.getStageReport, (scope, { query }) => stageReport(scope, query));
  on(contract.getSourceReport, (scope, { query }) => sourceReport(scope, query));
  on(contract.getPerformanceReport, (scope, { query }) => performanceReport(scope, query));
  on(contract.getConversionReport, (scope, { query }) => conversionReport(scope, query));
  on(contract.getFollowUpReport, (scope, { query }) => followUpReport(scope, query));
  on(contract.getLostReasonReport, (scope, { query }) => lostReasonReport(scope, query));
  on(contract.getCompetitorReport, (scope, { query }) => competitorReport(scope, query));
  free(contract.downloadReport, async ({ identity, inOrg, params: { report }, query, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { name, content } = await inOrg(identity.actor, (scope) => reportFile(scope, report, query), { readOnly: true });
    return attachment(reply, { name, mediaType: 'text/csv; charset=utf-8' }).send(content);
  });
}
