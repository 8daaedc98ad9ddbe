import * as contract from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import { audit } from './audit.ts';
import { inventoryReport, inventoryReportFile } from './report.ts';
import { summary } from './summary.ts';

export function inventoryRoutes({ on, free }: Routes): void {
  on(contract.getInventorySummary, (scope) => summary(scope));
  on(contract.auditInventory, (scope) => audit(scope), { atOnce: 2 });
  on(contract.getInventoryReport, (scope, { params, query }) => inventoryReport(scope, params.report, query));
  free(contract.downloadInventoryReport, async ({ identity, inOrg, params: { report }, query, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { name, content } = await inOrg(identity.actor, (scope) => inventoryReportFile(scope, report, query), { readOnly: true });
    return attachment(reply, { name, mediaType: 'text/csv; charset=utf-8' }).send(content);
  });
}
