import * as contract from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { incomingIn } from '../files/index.ts';
import { errorsFile, importList, importView, maxFileBytes, receiveImport, startCheck, startRun, undoImport } from '../imports/index.ts';
import { importOfStock } from './import-of-stock.ts';

export function stockImportRoutes({ on, free, form }: Routes, { config }: Services): void {
  form(contract.createStockImport, { directory: incomingIn(config), maxFileBytes }, (call) => receiveImport(importOfStock, call));
  on(contract.listStockImports, (scope, { query }) => importList(scope, importOfStock, query));
  on(contract.getStockImport, (scope, { params }) => importView(scope, importOfStock, params.id));
  on(contract.checkStockImport, (scope, { params, body }) => startCheck(scope, importOfStock, params.id, body));
  on(contract.runStockImport, (scope, { params, query }) => startRun(scope, importOfStock, params.id, {}, query));
  on(contract.undoStockImport, (scope, { params }) => undoImport(scope, importOfStock, params.id));
  free(contract.getStockImportErrors, async ({ identity, inOrg, params, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { name, content } = await errorsFile(inOrg, identity.actor, importOfStock, params.id);
    return attachment(reply, { name, mediaType: 'text/csv; charset=utf-8' }).send(content);
  });
}
