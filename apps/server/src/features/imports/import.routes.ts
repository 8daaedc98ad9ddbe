import * as contract from '@lastmile/contracts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { attachment } from '../../core/attachment.ts';
import { incomingIn } from '../files/index.ts';
import { errorsFile } from './import-errors.ts';
import { importList, importView } from './import.view.ts';
import { receiveImport } from './receive-import.ts';
import { startCheck, startRun, undoImport } from './start-import.ts';

/** Of a file; beyond it nobody would find a row again. */
const maxFileBytes = 100 * 1_048_576;

export function importRoutes({ on, free, form }: Routes, { config }: Services): void {
  form(contract.createImport, { directory: incomingIn(config), maxFileBytes }, receiveImport);
  on(contract.listImports, (scope, { query }) => importList(scope, query));
  on(contract.getImport, (scope, { params }) => importView(scope, params.id));
  on(contract.checkImport, (scope, { params, body }) => startCheck(scope, params.id, body));
  on(contract.runImport, (scope, { params }) => startRun(scope, params.id));
  on(contract.undoImport, (scope, { params }) => undoImport(scope, params.id));
  free(contract.getImportErrors, async ({ identity, inOrg, params, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { name, content } = await errorsFile(inOrg, identity.actor, params.id);
    return attachment(reply, { name, mediaType: 'text/csv; charset=utf-8' }).send(content);
  });
}
