/** Leads that come in a file: what is in it, what becomes of its columns and values, and what came of it. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, Shape, named, paging } from './schemas.ts';

const tag = 'imports';

export const onDuplicate = ['skip', 'update'] as const;
export type OnDuplicate = (typeof onDuplicate)[number];
const OnDuplicate = OneOf(onDuplicate, 'What becomes of a lead that is there already: by number, external reference, or the phone of an open one.');

const columnName = Type.String({ maxLength: 200 });
/** By the column’s heading. */
export const ColumnMapping = Type.Record(columnName, Type.Union([Type.String({ maxLength: 120 }), Type.Null()]), {
  maxProperties: 200, description: 'By the column’s heading the field it goes to; null for a column that is left out. What is not named is guessed.',
});
export type ColumnMapping = Static<typeof ColumnMapping>;
export const ValueMapping = Type.Record(Type.String({ maxLength: 120 }), Type.Record(Type.String({ maxLength: 200 }), Type.Union([Type.String({ maxLength: 120 }), Type.Null()]), { maxProperties: 500 }), {
  maxProperties: 50, description: 'By field and by what stands in the file: the source’s code, the id of a stage, person, package or tag, or the option; `*create` makes the source or tag; null leaves it out.',
});
export type ValueMapping = Static<typeof ValueMapping>;

export const dateOrders = ['day_first', 'month_first'] as const;
export type DateOrder = (typeof dateOrders)[number];
const DateOrder = OneOf(dateOrders);
export const DateOrders = Type.Record(columnName, DateOrder, {
  maxProperties: 200, description: 'By the column’s heading what comes first in days such as 03/02/2031. Counts where the column itself does not tell by a part above 12; what is not named is as people write it where the organization is.',
});
export type DateOrders = Static<typeof DateOrders>;

/** Makes what is not there yet. */
export const createValue = '*create';

export const importStates = ['checking', 'checked', 'check_failed', 'running', 'done', 'failed', 'undoing', 'undo_failed', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

const Counts = Shape({
  new: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer(),
  duplicates: Type.Integer({ description: 'There already, and skipped.' }), errors: Type.Integer(),
  likely: Type.Optional(Type.Integer({ description: 'Of the new ones of a check those that may be here already: an open lead has their email, or one that is over their phone. Nobody is refused for it; `GET /jobs/{id}/results?doubtful=true` says why.' })),
});

const imported = {
  id: Id,
  noun: OneOf(['leads', 'stock'] as const),
  fileName: Type.String(),
  state: OneOf(importStates, 'With `check_failed` the file could not be looked through and nothing was written; with `failed` it stopped in the middle, and what is in stays in; with `undo_failed` taking it back did, and `undo` goes on with it.'),
  total: Type.Integer({ description: 'Rows without the heading.' }),
  counts: Nullable(Counts),
  createdById: Nullable(Id),
  createdByName: Type.String(),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
  jobId: Nullable(Type.String({ format: 'uuid', description: 'The job that checks, runs or takes it back: the last of them.' })),
  canUndo: Type.Boolean(),
};
export const ImportSummary = named('ImportSummary', Shape(imported));
export type ImportSummary = Static<typeof ImportSummary>;

const ReadValue = Shape({
  kind: OneOf(['text', 'number', 'money', 'phone', 'moment'] as const),
  text: Type.String({ description: 'A decimal, an amount, a number in E.164, a day or an instant by its kind; what it names by its name. Empty where it is left out.' }),
});
export type ReadValue = Static<typeof ReadValue>;

export const Import = named('Import', Shape({
  ...imported,
  format: OneOf(['csv', 'xlsx'] as const),
  encoding: Nullable(Type.String()),
  delimiter: Nullable(Type.String()),
  columns: Type.Array(Shape({ name: Type.String(), samples: Type.Array(Type.String()) })),
  mapping: ColumnMapping,
  values: ValueMapping,
  onDuplicate: OnDuplicate,
  dates: Type.Array(Shape({
    column: Type.String(), order: DateOrder,
    told: OneOf(['column', 'both', 'neither'] as const, 'Whether the column tells it, by days that can be read in one way alone; tells both; or neither.'),
  }), { description: 'Of columns with days such as 03/02/2031 that go to a field of days, which way these are read.' }),
  fields: Type.Array(Shape({ name: Type.String(), label: Type.String(), choices: Type.Boolean({ description: 'Whether its values are mapped.' }) }), { description: 'What a column can go to.' }),
  unknownValues: Type.Array(Shape({ field: Type.String(), value: Type.String(), rows: Type.Integer() }), { description: 'Values that nothing here is called like; the first 200.' }),
  preview: Type.Array(Shape({
    row: Type.Integer(), outcome: Type.String(), problem: Nullable(Type.String()),
    fields: Type.Record(Type.String(), Type.String(), { description: 'By heading what stands in the file.' }),
    read: Type.Record(Type.String(), ReadValue, { description: 'By heading what was read; what was refused is not in it.' }),
  }), { description: 'The first rows as they will be.' }),
  importedBefore: Nullable(Shape({ id: Nullable(Type.String({ format: 'uuid', description: 'Null where it is somebody’s whose imports you do not see.' })), fileName: Type.String(), at: Instant, byName: Type.String() }, { description: 'The last import of a file with the very same content that was run and not undone.' })),
  made: Type.Array(Shape({ kind: OneOf(['source', 'tag'] as const), name: Type.String(), isGone: Type.Boolean({ description: 'Whether undoing took it back, as nothing else referred to it.' }) }), { description: 'The sources and tags that came with it.' }),
  keptCount: Nullable(Type.Integer({ description: 'Of one that was undone: how many leads were kept because they were changed since.' })),
}));
export type Import = Static<typeof Import>;

export const StartedImport = named('StartedImport', Shape({ importId: Id, jobId: Id }));
export type StartedImport = Static<typeof StartedImport>;

const YesOrNo = OneOf(['true', 'false'] as const);
export const createImport = endpoint({
  operationId: 'createImport', tag, summary: 'Import leads from a CSV or XLSX file', method: 'POST', path: '/imports', access: 'leads:import', status: 202, accepts: 'form',
  description: 'A job does it; with `dryRun` it only tells what would come of it, and `run` goes on from there. The first row names the columns.',
  body: named('NewImport', Shape({
    file: Type.Unsafe<Blob>({ type: 'string', format: 'binary', description: 'CSV in UTF-8, UTF-16 or Windows-1252, or XLSX; at most 200,000 rows.' }),
    noun: OneOf(['leads'] as const),
    mapping: Type.Optional(Type.String({ maxLength: 20_000, description: 'JSON: by heading the field, as in `{ "Mobile": "phone" }`; what is left out is guessed.' })),
    values: Type.Optional(Type.String({ maxLength: 20_000, description: 'JSON: by field and value what it becomes.' })),
    dateOrders: Type.Optional(Type.String({ maxLength: 20_000, description: 'JSON: by heading `day_first` or `month_first`.' })),
    onDuplicate: Type.Optional(OnDuplicate),
    dryRun: Type.Optional(YesOrNo),
  })),
  response: StartedImport, errors: [413, 415, 422],
});
export const listImports = endpoint({
  operationId: 'listImports', tag, summary: 'What was imported, by whom and when, newest first', method: 'GET', path: '/imports', access: 'leads:import',
  query: Shape(paging), response: Page('ImportPage', ImportSummary),
});
export const getImport = endpoint({
  operationId: 'getImport', tag, summary: 'One import: its columns, what becomes of them and what came of it', method: 'GET', path: '/imports/:id', access: 'leads:import',
  params: ById, response: Import, errors: [404],
});
export const ImportPlan = named('ImportPlan', Shape({ mapping: Type.Optional(ColumnMapping), values: Type.Optional(ValueMapping), dateOrders: Type.Optional(DateOrders), onDuplicate: Type.Optional(OnDuplicate) }));
export type ImportPlan = Static<typeof ImportPlan>;
export const checkImport = endpoint({
  operationId: 'checkImport', tag, summary: 'Say what becomes of columns and values, and look what would come of it', method: 'POST', path: '/imports/:id/check',
  access: 'leads:import', status: 202, params: ById, body: ImportPlan, response: StartedImport, errors: [404, 409, 422],
});
export const runImport = endpoint({
  operationId: 'runImport', tag, summary: 'Import what was looked at', method: 'POST', path: '/imports/:id/run', access: 'leads:import', status: 202, params: ById,
  response: StartedImport, errors: [404, 409],
});
export const undoImport = endpoint({
  operationId: 'undoImport', tag, summary: 'Take an import back', method: 'POST', path: '/imports/:id/undo', access: 'leads:import', status: 202, params: ById,
  description: 'Removes the leads it made and restores those it changed, but for those that were changed since; the job’s results name them. Sources and tags that came with it go where nothing refers to them any more.',
  response: StartedImport, errors: [404, 409],
});
export const getImportErrors = endpoint({
  operationId: 'getImportErrors', tag, summary: 'The rows with a problem, as a file to correct and import again', method: 'GET', path: '/imports/:id/errors.csv',
  access: 'leads:import', answers: 'bytes', params: ById, errors: [404],
});
