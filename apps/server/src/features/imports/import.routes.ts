import * as contract from '@lastmile/contracts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { attachment } from '../../core/attachment.ts';
import { incomingIn } from '../files/index.ts';
import { importOfLeads } from './import-of-leads.ts';
import { errorsFile } from './import-errors.ts';
import { importList, importView } from './import.view.ts';
import { receiveImport } from './receive-import.ts';
import { startCheck, startRun, undoImport } from './start-import.ts';

/** Of a file; beyond it nobody would find a row again. */
export const maxFileBytes = 100 * 1_048_576;

export function importRoutes({ on, free, form }: Routes, { config }: Services): void {
  form(contract.createImport, { directory: incomingIn(config), maxFileBytes }, (call) => receiveImport(importOfLeads, call));
  on(contract.listImports, (scope, { query }) => importList(scope, importOfLeads, query));
  on(contract.getImport, (scope, { params }) => importView(scope, importOfLeads, params.id));
  on(contract.checkImport, (scope, { params, body }) => startCheck(scope, importOfLeads, params.id, body));
  on(contract.runImport, (scope, { params }) => startRun(scope, importOfLeads, params.id));
  on(contract.undoImport, (scope, { params }) => undoImport(scope, importOfLeads, params.id));
  free(contract.getImportErrors, async ({ identity, inOrg, params, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { name, content } = await errorsFile(inOrg, identity.actor, importOfLeads, params.id);
    return attachment(reply, { name, mediaType: 'text/csv; charset=utf-8' }).send(content);
  });
}
