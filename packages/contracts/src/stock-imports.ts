/** Stock that comes in a file: the opening stock of an organization that counted before. */
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Import, ImportPlan, ImportSummary, StartedImport } from './imports.ts';
import { ById, OneOf, Page, Shape, named, paging } from './schemas.ts';

const beforeThat = '409 `imported_before` where a file with the very same content was imported already: it would count twice. `again` imports it all the same.';

const tag = 'stock-imports';
const access = 'inventory:manage';
export const mostStockRows = 50_000;

export const createStockImport = endpoint({
  operationId: 'createStockImport', tag, summary: 'Import opening stock from a CSV or XLSX file', method: 'POST', path: '/inventory/imports', access, status: 202, accepts: 'form',
  description: 'A row for so many of an item at a location, or for one unit by its serial. Items that are not there yet are added. A job does it; with `dryRun` it only tells what would '
    + `come of it, and \`run\` goes on from there. The first row names the columns. ${beforeThat}`,
  body: named('NewStockImport', Shape({
    file: Type.Unsafe<Blob>({ type: 'string', format: 'binary', description: `CSV in UTF-8, UTF-16 or Windows-1252, or XLSX; at most ${mostStockRows} rows.` }),
    mapping: Type.Optional(Type.String({ maxLength: 20_000, description: 'JSON: by heading the field, as in `{ "Part no": "sku" }`; what is left out is guessed.' })),
    dryRun: Type.Optional(OneOf(['true', 'false'] as const)),
    again: Type.Optional(OneOf(['true', 'false'] as const)),
  })),
  response: StartedImport, errors: [409, 413, 415, 422],
});
export const listStockImports = endpoint({
  operationId: 'listStockImports', tag, summary: 'What stock was imported, by whom and when, newest first', method: 'GET', path: '/inventory/imports', access,
  query: Shape(paging), response: Page('StockImportPage', ImportSummary),
});
export const getStockImport = endpoint({
  operationId: 'getStockImport', tag, summary: 'One import of stock: its columns and what came of it', method: 'GET', path: '/inventory/imports/:id', access,
  params: ById, response: Import, errors: [404],
});
export const checkStockImport = endpoint({
  operationId: 'checkStockImport', tag, summary: 'Say what becomes of columns, and look what would come of it', method: 'POST', path: '/inventory/imports/:id/check',
  access, status: 202, params: ById, body: ImportPlan, response: StartedImport, errors: [404, 409, 422],
});
export const runStockImport = endpoint({
  operationId: 'runStockImport', tag, summary: 'Import the stock that was looked at', method: 'POST', path: '/inventory/imports/:id/run', access, status: 202, params: ById,
  description: beforeThat, query: Shape({ again: Type.Optional(Type.Boolean()) }),
  response: StartedImport, errors: [404, 409],
});
export const undoStockImport = endpoint({
  operationId: 'undoStockImport', tag, summary: 'Take an import of stock back', method: 'POST', path: '/inventory/imports/:id/undo', access, status: 202, params: ById,
  description: 'By the opposite of each of its movements, and withdraws the items it added; what was moved on since stays, and the job’s results name it.',
  response: StartedImport, errors: [404, 409],
});
export const getStockImportErrors = endpoint({
  operationId: 'getStockImportErrors', tag, summary: 'The rows with a problem, as a file to correct and import again', method: 'GET', path: '/inventory/imports/:id/errors.csv',
  access, answers: 'bytes', params: ById, errors: [404],
});
