import type { ColumnMapping } from '@lastmile/contracts';
import Big from 'big.js';
import { unguardedCell } from '../../core/spreadsheet.ts';
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
export function stockRowReader({ columns, mapping }: { columns: readonly { name: string }[]; mapping: ColumnMapping }): (row: number, cells: readonly string[]) => ReadStockRow {
  const mapped = columns.flatMap(({ name }, index) => (mapping[name] ? [{ heading: name, index, field: mapping[name] as StockField }] : []));
  const headingOf = (field: StockField): string => mapped.find((one) => one.field === field)?.heading ?? field;
  return (row, cells) => {
    if (cells.every((cell) => cell === '')) return { row, blank: true };
    const text: { [field in StockField]?: string } = {};
    const errors: CellProblem[] = [];
    const wrong = (field: StockField, detail: string) => void errors.push({ field: headingOf(field), detail });
    for (const { index, field } of mapped) {
      const cell = unguardedCell(cells[index] ?? '').trim();
      if (cell === '') continue;
      text[field] = cell;
      const most = longest[field];
      if (most && cell.length > most) wrong(field, `Expected at most ${most} characters.`);
    }
    if (!text.sku) wrong('sku', 'There is no SKU.');
    const quantity = text.quantity === undefined ? null : wholeIn(text.quantity);
    if (quantity !== null && (Number.isNaN(quantity) || quantity < 0 || quantity > 1_000_000)) wrong('quantity', `“${text.quantity!.slice(0, 40)}” is no whole number from 0 to 1,000,000.`);
    const threshold = text.lowStockThreshold === undefined ? null : wholeIn(text.lowStockThreshold);
    if (threshold !== null && (Number.isNaN(threshold) || threshold < 0 || threshold > 1_000_000)) wrong('lowStockThreshold', 'Expected a whole number, 0 or more.');
    const unitCost = text.unitCost === undefined ? null : amountIn(text.unitCost);
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

/** Digits with blanks or commas between thousands; `.0` behind them, as spreadsheets write it. NaN for anything else. */
function wholeIn(text: string): number {
  const plain = text.replaceAll(/[\s\u00A0\u202F]/g, '').replace(/\.0+$/, '');
  return /^-?(\d+|\d{1,3}(,\d{3})+)$/.test(plain) ? Number(plain.replaceAll(',', '')) : Number.NaN;
}

/** An amount with at most two decimals, whatever currency stands before or behind it; null where it is none. */
function amountIn(text: string): string | null {
  const plain = text.replaceAll(/[\s\u00A0\u202F]/g, '').replace(/^[^\d.,-]+|[^\d.,]+$/g, '');
  const digits = /,\d{1,2}$/.test(plain) && !plain.includes('.') ? plain.replace(',', '.') : plain.replaceAll(',', '');
  if (!/^\d{1,11}(\.\d{1,4})?$/.test(digits)) return null;
  return new Big(digits).round(2, Big.roundHalfUp).toFixed(2);
}
