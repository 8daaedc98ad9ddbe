import { ColumnMapping, DateOrders, ValueMapping, type createImport, type OnDuplicate, type StartedImport } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import type { Finished, FormCall } from '../../core/routes.ts';
import { insertRow } from '../../core/rows.ts';
import { contractCheck } from '../../core/validation.ts';
import { textOfCell, type Cell } from './cell.ts';
import { orderWith } from './date-order.ts';
import { TableRefused } from './import.errors.ts';
import { guessMapping, type ReadColumn } from './import-fields.ts';
import type { ImportNoun } from './import-noun.ts';
import { keepRows, type FileRow } from './import-pages.ts';
import { startCheck, startRun } from './start-import.ts';
import { cellsOf, mostColumns, openTable } from './read-table.ts';

/** So many rows are put down at once, in a transaction of their own: none is long, however long the file. */
const together = 5000;
/** So many rows are looked at to tell what a column holds. */
const sampled = 50;

/** A form with a file, whatever comes in it. */
type Received = Pick<FormCall<typeof createImport>, 'actor' | 'file' | 'inOrg' | 'finish'> & {
  body: { dateOrders?: string | undefined; mapping?: string | undefined; values?: string | undefined; onDuplicate?: OnDuplicate | undefined; dryRun?: 'true' | 'false' | undefined; again?: 'true' | 'false' | undefined };
};

/**
 * Takes a file in: reads it once from its temporary place, keeps its rows, guesses what its columns are and starts the job. What is refused, or was
 * answered before, leaves nothing.
 */
export async function receiveImport(noun: ImportNoun, { actor, body, file, inOrg, finish }: Received): Promise<Finished> {
  const told = { dateOrders: jsonIn<DateOrders>(body.dateOrders, '/dateOrders', checks.dateOrders), mapping: jsonIn<ColumnMapping>(body.mapping, '/mapping', checks.mapping), values: jsonIn<ValueMapping>(body.values, '/values', checks.values) };
  const table = await openTable(file);
  const id = newId();
  const forget = () => inOrg(actor, async ({ rows, organizationId }) => {
    await rows('delete from imports where organization_id = $1 and id = $2', [organizationId, id]);
  });
  await inOrg(actor, (scope) => insertRow(scope, 'imports', {
    organizationId: scope.organizationId, id, noun: noun.noun, fileName: fileName(file.name), format: table.format, encoding: table.encoding, delimiter: table.delimiter,
    contentHash: Buffer.from(file.sha256, 'hex'), onDuplicate: body.onDuplicate ?? 'skip', createdById: actor.userId, createdByName: actor.name, createdAt: scope.now,
  }));
  try {
    const { columns, total } = await readTable(table.rows, noun.mostRows, (rows) => inOrg(actor, (scope) => keepRows(scope, id, rows)));
    const finished = await finish(async (scope) => {
      await scope.rows('update imports set columns = $3, total = $4 where organization_id = $1 and id = $2', [scope.organizationId, id, JSON.stringify(columns), total]);
      return begin(scope, noun, id, columns, { ...told, onDuplicate: body.onDuplicate ?? 'skip' }, { dryRun: body.dryRun === 'true', again: body.again === 'true' });
    });
    if (finished.replayed) await forget();
    return finished;
  } catch (error) {
    await forget();
    throw error;
  }
}

interface Told { dateOrders: DateOrders | null; mapping: ColumnMapping | null; values: ValueMapping | null; onDuplicate: OnDuplicate }

async function begin(scope: Scope, noun: ImportNoun, id: string, columns: readonly ReadColumn[], { dateOrders, mapping, values, onDuplicate }: Told, { dryRun, again }: { dryRun: boolean; again: boolean }): Promise<StartedImport> {
  const guessed = await guess(scope, noun, columns);
  const plan = { mapping: { ...guessed.mapping, ...mapping }, values: values ?? guessed.values, dateOrders: { ...guessed.dateOrders, ...dateOrders }, onDuplicate };
  return dryRun ? startCheck(scope, noun, id, plan) : startRun(scope, noun, id, plan, { again });
}

interface Guess { mapping: ColumnMapping; values: ValueMapping; dateOrders: DateOrders }

/** As a file with these headings was read last time, else by names and contents. */
async function guess(scope: Scope, noun: ImportNoun, columns: readonly ReadColumn[]): Promise<Guess> {
  const [kept] = await scope.rows<Guess>(
    `select mapping, value_mapping as "values", date_orders as "dateOrders" from import_mappings where organization_id = $1 and noun = $3 and headings = $2`,
    [scope.organizationId, headingsOf(columns), noun.noun]);
  const { country } = await organizationSettings(scope);
  const fields = await noun.fields(scope);
  if (!kept) return { mapping: guessMapping(columns, fields, country), values: {}, dateOrders: {} };
  // A field that is gone since is asked for anew.
  const known = new Set(fields.map(({ name }) => name));
  return { ...kept, mapping: Object.fromEntries(Object.entries(kept.mapping).map(([column, field]) => [column, field && known.has(field) ? field : null])) };
}

/** By what a file is known again. */
export const headingsOf = (columns: readonly { name: string }[]): string => columns.map(({ name }) => name.trim().toLowerCase()).join('\u001F').slice(0, 2000);

async function readTable(
  rows: AsyncIterable<Cell[]>, mostRows: number, keep: (rows: FileRow[]) => Promise<void>,
): Promise<{ columns: ReadColumn[]; total: number }> {
  let columns: ReadColumn[] | null = null;
  let waiting: FileRow[] = [];
  let blank: typeof waiting = [];
  let total = 0;
  for await (const row of rows) {
    if (!columns) {
      // Above the heading there may be nothing, as where somebody left the first row of a sheet empty.
      if (row.some((cell) => !['', '\uFEFF'].includes(textOfCell(cell).trim()))) columns = columnsIn(row);
      continue;
    }
    const cells = cellsOf(row, columns.length);
    const next = { row: total + blank.length + 1, cells };
    // Blank rows at the end are no rows; in between they keep the count in step with the file.
    if (cells.every((cell) => cell === '')) {
      blank.push(next);
      if (blank.length > 10_000) break;
      continue;
    }
    waiting.push(...blank, next);
    total += blank.length + 1;
    blank = [];
    if (total > mostRows) throw new TableRefused(`Expected at most ${mostRows.toLocaleString('en')} rows; part the file.`);
    noteDates(columns, cells);
    if (total <= sampled) for (const [index, column] of columns.entries()) addSample(column, textOfCell(cells[index]));
    if (waiting.length >= together) {
      await keep(waiting);
      waiting = [];
    }
  }
  if (!columns) throw new TableRefused('The file is empty.');
  if (total === 0) throw new TableRefused('There are no rows below the heading.');
  await keep(waiting);
  return { columns, total };
}

function noteDates(columns: readonly ReadColumn[], cells: readonly Cell[]): void {
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index]!;
    const told = orderWith(column.dateOrder, cells[index]!);
    if (told) column.dateOrder = told;
  }
}

function addSample({ samples }: ReadColumn, cell: string): void {
  const sample = cell.slice(0, 80);
  if (sample && samples.length < 5 && !samples.includes(sample)) samples.push(sample);
}

/** The heading, with a name for each column that is different from the others'. */
function columnsIn(heading: readonly Cell[]): ReadColumn[] {
  const names = cellsOf(heading, heading.length).map((name) => textOfCell(name).replace(/^\uFEFF/, '').slice(0, 180));
  while (names.at(-1) === '') names.pop();
  if (names.length === 0) throw new TableRefused('The first row names no columns.');
  if (names.length > mostColumns) throw new TableRefused(`Expected at most ${mostColumns} columns.`);
  const seen = new Map<string, number>();
  return names.map((written, index) => {
    const name = written || `Column ${index + 1}`;
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return { name: count === 1 ? name : `${name} (${count})`, samples: [] };
  });
}

const fileName = (name: string): string => name.replaceAll(/[\p{Cc}/\\]/gu, ' ').toWellFormed().trim().slice(0, 200) || 'file';

const checks = { mapping: contractCheck(ColumnMapping), values: contractCheck(ValueMapping), dateOrders: contractCheck(DateOrders) };

function jsonIn<Value>(text: string | undefined, pointer: string, check: (value: unknown) => { pointer: string; detail: string }[]): Value | null {
  if (text === undefined || text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidFields([{ pointer, detail: 'Expected JSON.' }]);
  }
  const problems = check(value);
  if (problems.length > 0) throw new InvalidFields(problems.map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` })));
  return value as Value;
}
