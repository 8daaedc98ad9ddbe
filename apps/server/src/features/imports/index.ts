/** The door to imports. */
import type { JobDefinition } from '../../core/jobs.ts';
import { eachOrganization } from '../../core/each-organization.ts';
import type { Services } from '../../core/services.ts';
import type { JobKind } from '../jobs/index.ts';
import { checkKind, importKind } from './import-jobs.ts';

export { importRoutes, maxFileBytes } from './import.routes.ts';
// For what else comes in files.
export { textOfCell, type Cell } from './cell.ts';
export { errorsFile } from './import-errors.ts';
export { plain, type ImportField } from './import-fields.ts';
export { conclude, importOf, laterCheck, rememberMapping } from './import-jobs.ts';
export type { ImportNoun } from './import-noun.ts';
export { importList, importView } from './import.view.ts';
export { fileRows } from './import-pages.ts';
export { keepPreview, type RowShown } from './import-preview.ts';
export { amountOf, decimalSignOf, wholeOf, type DecimalSign } from './read-number.ts';
export { readRows } from './read-rows.ts';
export { receiveImport } from './receive-import.ts';
export { startCheck, startRun, undoImport } from './start-import.ts';
export const importKinds: readonly JobKind[] = [checkKind as JobKind, importKind as JobKind];

/** Every night the rows of files go that nobody can undo or correct any more, and those of uploads that broke off. */
export const importJobs = (services: Services): JobDefinition[] => [{
  name: 'forget_import_rows', retries: 1, expiresAfter: 900, concurrency: 1, cron: '23 3 * * *',
  run: () => eachOrganization(services, 'could not be cleared of old import rows', (inOrganization) => inOrganization(async ({ rows, organizationId, now }) => {
    await rows(
      `delete from import_pages x using imports i
        where x.organization_id = $1 and i.organization_id = $1 and i.id = x.import_id and i.created_at < $2`, [organizationId, new Date(now.getTime() - 30 * 86_400_000)]);
    await rows('delete from imports where organization_id = $1 and total is null and created_at < $2', [organizationId, new Date(now.getTime() - 86_400_000)]);
  })),
}];
