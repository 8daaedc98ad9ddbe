import type { ColumnMapping, ReadValue } from '@lastmile/contracts';
import { amountOf, textOfCell, wholeOf, type Cell, type DecimalSign, type RowShown } from '../imports/index.ts';
import type { StockField } from './import-of-stock.ts';

/** What is wrong with a row, by the heading of its column. */
export interface CellProblem { field: string; detail: string }

export interface StockRow {
  row: number;
  sku: string;
  quantity: number | null;
  serial: string | null;
  mac: string | null;
  unitCost: string | null;
  lowStockThreshold: number | null;
  name: string | null; location: string | null; category: string | null; barcode: string | null; supplier: string | null; unit: string | null; description: string | null;
}

export type ReadStockRow = { row: number } & ({ blank: true } | { errors: CellProblem[] } | { stock: StockRow });

const longest: { readonly [field in StockField]?: number } = {
  sku: 60, name: 120, serial: 60, barcode: 60, supplier: 120, unit: 20, description: 1000, category: 80, location: 80,
};

/** Reads rows of a file as stock; what is wrong with a row is told cell by cell. */
export function stockRowReader(
  { columns, mapping, decimalSign }: { columns: readonly { name: string }[]; mapping: ColumnMapping; decimalSign: DecimalSign },
): (row: number, cells: readonly Cell[]) => ReadStockRow {
  const mapped = columns.flatMap(({ name }, index) => (mapping[name] ? [{ heading: name, index, field: mapping[name] as StockField }] : []));
  const headingOf = (field: StockField): string => mapped.find((one) => one.field === field)?.heading ?? field;
  return (row, cells) => {
    if (cells.every((cell) => cell === '')) return { row, blank: true };
    const text: { [field in StockField]?: string } = {};
    const numbers: { [field in StockField]?: number } = {};
    const errors: CellProblem[] = [];
    const wrong = (field: StockField, detail: string) => void errors.push({ field: headingOf(field), detail });
    for (const { index, field } of mapped) {
      const cell = cells[index] ?? '';
      const written = textOfCell(cell).trim();
      if (written === '') continue;
      text[field] = written;
      if (typeof cell === 'number') numbers[field] = cell;
      const most = longest[field];
      if (most && written.length > most) wrong(field, `Expected at most ${most} characters.`);
    }
    if (!text.sku) wrong('sku', 'There is no SKU.');
    const wholeNumber = (field: 'quantity' | 'lowStockThreshold') => (text[field] === undefined ? null : wholeOf(numbers[field] ?? text[field], decimalSign) ?? Number.NaN);
    const isOutside = (number: number | null) => number !== null && !(number >= 0 && number <= 1_000_000);
    const quantity = wholeNumber('quantity');
    if (isOutside(quantity)) wrong('quantity', `“${text.quantity!.slice(0, 40)}” is no whole number from 0 to 1,000,000.`);
    const threshold = wholeNumber('lowStockThreshold');
    if (isOutside(threshold)) wrong('lowStockThreshold', 'Expected a whole number, 0 or more.');
    const unitCost = text.unitCost === undefined ? null : amountOf(numbers.unitCost ?? text.unitCost, decimalSign);
    if (text.unitCost !== undefined && unitCost === null) wrong('unitCost', `“${text.unitCost.slice(0, 40)}” is no amount.`);
    const mac = text.mac?.replaceAll(/[\s:.-]/g, '').toUpperCase() ?? null;
    if (mac !== null && !/^[0-9A-F]{12}$/.test(mac)) wrong('mac', `“${text.mac!.slice(0, 40)}” is no MAC address.`);
    if (mac !== null && !text.serial) wrong('mac', 'A MAC address belongs to a serial number.');
    if (text.serial && quantity !== null && quantity !== 1) wrong('quantity', 'A row with a serial number is one unit.');
    if (errors.length > 0) return { row, errors };
    return {
      row,
      stock: {
        row, sku: text.sku!.toUpperCase(), quantity: text.serial ? 1 : quantity, serial: text.serial?.toUpperCase() ?? null, mac, unitCost, lowStockThreshold: threshold, name: text.name ?? null,
        location: text.location ?? null, category: text.category ?? null, barcode: text.barcode ?? null, supplier: text.supplier ?? null, unit: text.unit ?? null, description: text.description ?? null,
      },
    };
  };
}

const wholeFields: ReadonlySet<string> = new Set(['quantity', 'lowStockThreshold']);

/** What was read in each row, by heading, as people are to see it before it is written. */
export function stockShown({ columns, mapping }: { columns: readonly { name: string }[]; mapping: ColumnMapping }, read: readonly ReadStockRow[]): RowShown {
  const stockOf = new Map(read.flatMap((one) => ('stock' in one ? [[one.row, one.stock] as const] : [])));
  return ({ row, cells }) => {
    const stock = stockOf.get(row);
    const valueOf = (field: string, index: number): ReadValue => {
      // A row with a problem is none: what is right of it stands there as it is in the file.
      const value = stock ? stock[field as StockField] ?? '' : textOfCell(cells[index]);
      return { kind: !stock || value === '' ? 'text' : field === 'unitCost' ? 'money' : wholeFields.has(field) ? 'number' : 'text', text: String(value) };
    };
    return Object.fromEntries(columns.flatMap(({ name }, index) => (mapping[name] ? [[name, valueOf(mapping[name], index)]] : [])));
  };
}
