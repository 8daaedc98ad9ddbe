/** Labels for what is in stock: a sheet of paper with a code on each that the scanner reads. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Id, IdList, OneOf, Shape } from './schemas.ts';

/** Sheets of A4 as shops sell them: labels across and down, and the millimetres of each and from one to the next. */
export const labelSheets = {
  a4_14: { name: '14 a sheet, 99 × 38 mm', sold: 'Avery L7163', across: 2, down: 7, width: 99.1, height: 38.1, left: 4.65, top: 15.15, stepAcross: 101.6, stepDown: 38.1 },
  a4_21: { name: '21 a sheet, 63 × 38 mm', sold: 'Avery L7160', across: 3, down: 7, width: 63.5, height: 38.1, left: 7.25, top: 15.15, stepAcross: 66, stepDown: 38.1 },
  a4_24: { name: '24 a sheet, 64 × 34 mm', sold: 'Avery L7159', across: 3, down: 8, width: 63.5, height: 33.9, left: 7.25, top: 12.9, stepAcross: 66, stepDown: 33.9 },
  a4_24_edge: { name: '24 a sheet, 70 × 36 mm, to the edge', sold: 'Avery 3490', across: 3, down: 8, width: 70, height: 36, left: 0, top: 4.5, stepAcross: 70, stepDown: 36 },
  a4_65: { name: '65 a sheet, 38 × 21 mm', sold: 'Avery L7651', across: 5, down: 13, width: 38.1, height: 21.2, left: 4.75, top: 10.7, stepAcross: 40.6, stepDown: 21.2 },
} as const;
export type LabelSheetName = keyof typeof labelSheets;
export const labelSheetNames = Object.keys(labelSheets) as [LabelSheetName, ...LabelSheetName[]];
export const mostLabels = 500;

/**
 * How wide the narrowest stripe is, in millimetres: two dots of a printer with 200 to the inch, three of one with 300. What is not a whole number of dots is printed
 * wider here and narrower there, and not read.
 */
export const stripe = 0.254;
/** Stripes of white on either side of a code, and millimetres that the edge of a label may be off. */
export const quietStripes = 10;
export const labelMargin = 1;

/** How many letters a Code 128 has room for on a sheet's labels; of digits nearly twice as many, as two take the room of one. */
export function longestStripes(sheet: LabelSheetName): number {
  const stripes = Math.floor((labelSheets[sheet].width - 2 * labelMargin) / stripe) - 2 * quietStripes;
  // Eleven a letter; a beginning, a sum and an end of thirteen.
  return Math.floor((stripes - 2) / 11) - 3;
}

export const LabelCode = OneOf(['qr', 'code128'] as const, 'code128: stripes of a whole number of a printer’s dots; where they have no room the label has a square code.');
export type LabelCode = Static<typeof LabelCode>;

export const printStockLabels = endpoint({
  operationId: 'printStockLabels', tag: 'inventory', summary: 'Labels of units, items or locations as a PDF', method: 'GET', path: '/inventory/labels', access: 'inventory:read',
  description: 'Of `ids`; of units without them, those of a movement or those of an item that are in stock; of items and locations without them, all that are in use. '
    + `At most ${mostLabels} labels at once. The code is a unit’s serial, an item’s barcode or else its SKU, a location’s name.`,
  query: Shape({
    of: OneOf(['units', 'items', 'locations'] as const),
    ids: Type.Optional(IdList), itemId: Type.Optional(Id), movementId: Type.Optional(Id), locationId: Type.Optional(Id), categoryId: Type.Optional(Id),
    sheet: OneOf(labelSheetNames), code: Type.Optional(LabelCode),
    start: Type.Optional(Type.Integer({ minimum: 1, maximum: 65, default: 1, description: 'Which label of the first sheet is the first that is still there.' })),
    copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 1 })),
  }),
  answers: 'bytes', errors: [404, 422, 502],
});
