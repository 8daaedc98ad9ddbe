/** A text that a spreadsheet would take for a formula; behind blanks and control characters too. */
// eslint-disable-next-line no-control-regex -- these are what is looked behind
const formula = /^[\s\u0000-\u001F\u007F\u200B\uFEFF]*[=+\-@＝＋－＠]/;
/** A number or a phone, which is what it looks like. */
const harmless = /^[+-]?[\d][\d\s().,-]*$/;

/** P9: a cell as an export may hold it: what would be a formula begins with an apostrophe, which people and our import read over. */
export const guardedCell = (text: string): string => (formula.test(text) && !harmless.test(text) ? `'${text}` : text);
