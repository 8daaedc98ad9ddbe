import { inSavepoint } from '../../core/savepoint.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { Refusal } from '../../core/problems.ts';
import { conclude, decimalSignOf, fileRows, importOf, keepPreview, laterCheck, readRows, rememberMapping } from '../imports/index.ts';
import { changeItem, createItem } from '../items/index.ts';
import { type DoneRow, type JobKind, type RowRange, type RowResult, type RunningJob } from '../jobs/index.ts';
import { receive, reverse } from '../stock-movements/index.ts';
import { planStock, type PlannedStock } from './plan-stock.ts';
import { stockRowReader, stockShown, type CellProblem, type StockRow } from './read-stock-row.ts';

interface Told { importId: string }
type Job = RunningJob<Told>;
/** What undoing a row needs: the movement that brought its stock, which rows of one item share, and whether the row brought the item itself. */
interface After { movementId: string | null; brought: boolean }

/** Looks through a file and tells what would come of it; nothing but that is written. */
export const stockCheckKind: JobKind<Told> = {
  kind: 'stock_import_check',
  batchSize: 1000,
  needlessBy: laterCheck,
  run: (scope, job, range) => batch(scope, job, range, { writes: false }),
  finish: (scope, job) => conclude(scope, job),
};

export const stockImportKind: JobKind<Told> = {
  kind: 'stock_import',
  batchSize: 1000,
  undoableFor: { hours: 30 * 24 },
  run: (scope, job, range) => batch(scope, job, range, { writes: true }),
  async finish(scope, job) {
    await conclude(scope, job);
    await rememberMapping(scope, 'stock', job.input.importId);
  },
  undo: takeBack,
};

async function batch(scope: Scope, job: Job, { from, to }: RowRange, { writes }: { writes: boolean }): Promise<RowResult[]> {
  const { importId } = job.input;
  const { columns, delimiter, mapping } = await importOf(scope, importId);
  const found = await fileRows(scope, importId, { from, to });
  const read = readRows(job, { columns, delimiter }, found, stockRowReader({ columns, mapping, decimalSign: decimalSignOf((await organizationSettings(scope)).locale) }));
  const planned = await planStock(scope, job, from, read.flatMap((one): StockRow[] => ('stock' in one ? [one.stock] : [])));
  const headings = new Map(Object.entries(mapping).flatMap(([heading, field]) => (field ? [[field, heading] as const] : [])));
  const plans = planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
  const results: RowResult[] = [
    ...(writes ? await written(scope, plans, importId) : plans.map((plan): RowResult => resultOf(plan))),
    ...planned.flatMap((one): RowResult[] => ('problems' in one
      ? [refusedRow(one.row, one.problems.map(({ field, detail }) => ({ field: headings.get(field) ?? field, detail })))] : [])),
    ...read.flatMap((one): RowResult[] => ('blank' in one ? [{ row: one.row, ok: true, outcome: 'skipped' }] : 'errors' in one ? [refusedRow(one.row, one.errors)] : [])),
  ];
  if (from === 1 && !writes) await keepPreview(scope, job, { columns, mapping }, found, results, stockShown({ columns, mapping }, read));
  return results;
}

const refusedRow = (row: number, errors: CellProblem[]): RowResult =>
  ({ row, ok: false, outcome: 'failed', problem: errors.map(({ field, detail }) => `${field}: ${detail}`).join(' ').slice(0, 1000), errors });

const movesStock = ({ stock: { serial, quantity } }: PlannedStock): boolean => serial !== null || (quantity ?? 0) > 0;

const idOf = ({ item }: PlannedStock): string => item?.id ?? '~';

function resultOf(plan: PlannedStock): RowResult {
  const { stock: { row }, item, brings, keys } = plan;
  return { row, ok: true, outcome: brings ? 'created' : movesStock(plan) ? 'updated' : 'unchanged', keys, recordId: item?.id ?? null };
}

/**
 * Adds what is new and receives the stock: of an item at a place at one cost by one movement, however many rows say it. What an item's rows bring comes together
 * or not at all; items are locked in the order of their ids, new ones last, which nobody else knows yet.
 */
async function written(scope: Scope, plans: readonly PlannedStock[], importId: string): Promise<RowResult[]> {
  const { rows, organizationId } = scope;
  const bySku = new Map<string, PlannedStock[]>();
  for (const plan of plans) bySku.set(plan.stock.sku, [...bySku.get(plan.stock.sku) ?? [], plan]);
  // Held before any item, as by every movement.
  const places = [...new Set(plans.flatMap(({ locationId }) => locationId ?? []))];
  await rows('select 1 from stock_locations where organization_id = $1 and id = any ($2::uuid[]) order by id for share', [organizationId, places]);
  const [{ fileName } = { fileName: '' }] = await rows<{ fileName: string }>('select file_name as "fileName" from imports where organization_id = $1 and id = $2', [organizationId, importId]);
  const inOrder = [...bySku.values()].toSorted(([left], [right]) => idOf(left!).localeCompare(idOf(right!)));
  const results: RowResult[] = [];
  for (const ofItem of inOrder) {
    const tried = await inSavepoint(scope, (inner) => bring(inner, ofItem, `Opening stock, ${fileName}`.slice(0, 120)));
    if ('result' in tried) results.push(...tried.result);
    // Somebody was faster with a serial number or a code than the plan knew.
    else if (tried.error instanceof Refusal) results.push(...ofItem.map(({ stock: { row } }) => refusedRow(row, [{ field: 'SKU', detail: (tried.error as Refusal).message }])));
    else throw tried.error;
  }
  return results;
}

async function bring(scope: Scope, plans: readonly PlannedStock[], reference: string): Promise<RowResult[]> {
  const itemId = await itemOf(scope, plans);
  const groups = new Map<string, PlannedStock[]>();
  for (const plan of plans.filter(movesStock)) {
    const key = `${plan.locationId} ${plan.stock.unitCost ?? ''}`;
    groups.set(key, [...groups.get(key) ?? [], plan]);
  }
  const movementOf = new Map<number, string>();
  for (const group of groups.values()) {
    const [{ locationId, tracked, stock: { unitCost, supplier } }] = group as [PlannedStock];
    const units = group.map(({ stock: { serial, mac } }) => ({ serial: serial!, mac }));
    const movement = await receive(scope, itemId, {
      locationId: locationId!, ...(unitCost === null ? {} : { unitCost }), reference, supplier,
      ...(tracked ? { units } : { quantity: group.reduce((sum, { stock }) => sum + stock.quantity!, 0) }),
    });
    for (const { stock: { row } } of group) movementOf.set(row, movement.id);
  }
  return plans.map((plan): RowResult => {
    const movementId = movementOf.get(plan.stock.row) ?? null;
    const after: After | null = movementId || plan.brings ? { movementId, brought: plan.brings } : null;
    return { ...resultOf(plan), recordId: itemId, before: null, after };
  });
}

/** The item that the rows are of: added, or brought back where it was withdrawn, by the first row that says so. */
async function itemOf(scope: Scope, plans: readonly PlannedStock[]): Promise<string> {
  const first = plans.find(({ brings }) => brings);
  const known = plans[0]!.item;
  if (!first) return known!.id;
  const { stock: { sku, name, description, barcode, supplier, unit, unitCost, lowStockThreshold }, categoryId, locationId, tracked } = first;
  const said = {
    ...(name ? { name } : {}), ...(description ? { description } : {}), ...(barcode ? { barcode } : {}), ...(supplier ? { supplier } : {}), ...(unit ? { unit } : {}),
    ...(unitCost ? { unitCost } : {}), ...(lowStockThreshold === null ? {} : { lowStockThreshold }), ...(categoryId ? { categoryId } : {}), ...(locationId ? { locationId } : {}),
  };
  if (known) return (await changeItem(scope, known.id, { isActive: true, ...said }, null)).id;
  return (await createItem(scope, { sku, serialTracking: tracked, ...said, name: name! })).id;
}

/** Every movement by its opposite, then the items that came with the file, where nothing else happened to them. */
async function takeBack(scope: Scope, _job: Job, done: readonly DoneRow[]): Promise<RowResult[]> {
  const { rows, organizationId } = scope;
  const afters = done.map((row) => ({ ...row, after: row.after as After }));
  const movements = [...new Set(afters.flatMap(({ after }) => after.movementId ?? []))];
  const reversed = await rows<{ id: string }>('select reverses_id as id from stock_movements where organization_id = $1 and reverses_id = any ($2::uuid[])', [organizationId, movements]);
  const gone = new Set(reversed.map(({ id }) => id));
  await rows(
    `select 1 from stock_locations where organization_id = $1 and id in (select to_location_id from stock_movements where organization_id = $1 and id = any ($2::uuid[])) order by id for share`,
    [organizationId, movements]);
  await rows('select 1 from items where organization_id = $1 and id = any ($2::uuid[]) order by id for no key update', [organizationId, [...new Set(done.map(({ recordId }) => recordId))]]);
  const kept = new Map<string, string>();
  for (const id of movements) {
    if (gone.has(id)) continue;
    const tried = await inSavepoint(scope, (inner) => reverse(inner, id, { notes: 'The import was undone.' }));
    if ('result' in tried) continue;
    if (!(tried.error instanceof Refusal)) throw tried.error;
    kept.set(id, tried.error.message);
  }
  const results: RowResult[] = [];
  for (const { row, recordId, after: { movementId, brought } } of afters) {
    const problem = (movementId && kept.get(movementId)) ?? (brought ? await withdraw(scope, recordId) : null);
    results.push({ row, recordId, ok: problem === null, outcome: problem === null ? 'removed' : 'kept', problem });
  }
  return results;
}

/** Null where it is withdrawn; else why it stays. */
async function withdraw(scope: Scope, id: string): Promise<string | null> {
  const tried = await inSavepoint(scope, (inner) => changeItem(inner, id, { isActive: false }, null));
  if ('result' in tried) return null;
  if (tried.error instanceof Refusal) return tried.error.message;
  throw tried.error;
}
