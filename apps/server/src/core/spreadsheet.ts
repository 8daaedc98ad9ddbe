/** What a column holds: a text may say anything; a number and a phone are let through where they are one. */
export type CellKind = 'text' | 'number' | 'phone';

/** A text that a spreadsheet would take for a formula; behind blanks and control characters too, and behind the sign of our own. */
// eslint-disable-next-line no-control-regex -- these are what is looked behind
const formula = /^'*[\s\u0000-\u001F\u007F\u00AD\u200B-\u200F\u2060\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
const harmless: { readonly [kind in CellKind]?: RegExp } = { number: /^-?\d+([.,]\d+)?$/, phone: /^\+?\d[\d ]*$/ };

/** P9: a cell as a file for a spreadsheet may hold it: before what would be a formula stands an apostrophe, which {@link unguardedCell} takes away again. */
export const guardedCell = (text: string, kind: CellKind = 'text'): string => (formula.test(text) && !harmless[kind]?.test(text) ? `'${text}` : text);

/** What was written, of a cell that may come from one of our files. */
export const unguardedCell = (cell: string): string => (cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell);
