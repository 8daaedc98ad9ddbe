import { mostStockRows } from '@lastmile/contracts';
import { plain, type ImportField, type ImportNoun } from '../imports/index.ts';

const fields = {
  sku: ['SKU', 'code', 'itemcode', 'partnumber', 'partno', 'productcode', 'articlenumber', 'stockcode'],
  name: ['Name', 'item', 'itemname', 'product', 'productname', 'model'],
  location: ['Location', 'warehouse', 'store', 'stocklocation', 'place', 'branch', 'bin'],
  quantity: ['Quantity', 'qty', 'onhand', 'quantityonhand', 'stock', 'count', 'instock', 'balance', 'openingstock'],
  serial: ['Serial number', 'serial', 'serialno', 'sn', 'serialnumbers', 'imei'],
  mac: ['MAC address', 'mac', 'macaddr'],
  unitCost: ['Cost of one', 'cost', 'unitcost', 'price', 'unitprice', 'buyingprice', 'purchaseprice'],
  category: ['Category', 'group', 'type', 'itemcategory'],
  lowStockThreshold: ['Low at', 'threshold', 'lowstockthreshold', 'reorderlevel', 'reorderpoint', 'minimum', 'min', 'minstock'],
  barcode: ['Barcode', 'ean', 'upc', 'gtin'],
  supplier: ['Supplier', 'vendor'],
  unit: ['Counted in', 'unit', 'uom', 'unitofmeasure'],
  description: ['Description', 'notes', 'details', 'remarks'],
} as const;
export type StockField = keyof typeof fields;

const importFields: ImportField[] = Object.entries(fields).map(([name, [label, ...aliases]]) => ({ name, label, choices: false, aliases: [plain(label), plain(name), ...aliases] }));
const numbers: ReadonlySet<string> = new Set(['quantity', 'unitCost', 'lowStockThreshold']);

/** The opening stock in a file (S0-10.12-k). */
export const importOfStock: ImportNoun = {
  noun: 'stock',
  permission: 'inventory:manage',
  kinds: { check: 'stock_import_check', run: 'stock_import' },
  href: (id) => `/inventory/import/${id}`,
  fields: () => Promise.resolve(importFields),
  complaint: (taken) => (!taken.has('sku') ? 'Say which column is the SKU: nothing else says which item a row is.'
    : !taken.has('quantity') && !taken.has('serial') ? 'Say which column is the quantity or the serial number.' : null),
  mostRows: mostStockRows,
  countsTwice: true,
  cellKind: (field) => (numbers.has(field ?? '') ? 'number' : 'text'),
};
