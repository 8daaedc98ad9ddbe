import type { DateOrder } from '@lastmile/contracts';
import { textOfCell, type Cell } from './cell.ts';
import { CellRefused, said, wordsUnknown } from './cell-refused.ts';
import { mappedValue } from './read-choice.ts';
import { dateIn } from './read-date.ts';
import { numberOf } from './read-number.ts';
import { phoneIn } from './read-phone.ts';
import type { Reading } from './reading.ts';

/** Words parted by commas, semicolons or strokes; in quotes where one of these is part of the word. */
export const tagsIn = (text: string): string[] => [...text.matchAll(/\s*"((?:[^"]|"")*)"\s*(?=[,;|]|$)|[^,;|]+/g)]
  .map(([word, quoted]) => (quoted === undefined ? word : quoted.replaceAll('""', '"')).trim()).filter(Boolean);

/** A reason, or what says no more than that there is one; what says that there is none leaves it out. */
export function reasonIn(text: string): string | null {
  if (/^(no|n|false|0|-|none)$/i.test(text)) return null;
  return /^(yes|y|true|1|x)$/i.test(text) ? 'Imported so' : text;
}

/** The value of an organization's own field. */
export function customIn({ catalogue: { customFields }, values, country, decimalSign }: Reading, name: string, cell: Cell, order: DateOrder): unknown {
  const field = customFields.get(name);
  if (!field) throw new CellRefused('This field is not there any more.');
  const text = textOfCell(cell);
  switch (field.type) {
    case 'number': return numberOf(cell, decimalSign);
    case 'phone': return phoneIn(cell, country);
    case 'date': return dateIn(text, order);
    case 'geo': return pointIn(text);
    case 'select': break;
    default: return text;
  }
  const mapped = mappedValue(values, `customFields.${name}`, text);
  if (mapped !== undefined) return mapped;
  const word = text.toLowerCase();
  const option = field.options.find(({ value, label }) => value.toLowerCase() === word || label.toLowerCase() === word);
  if (!option) throw wordsUnknown([{ word: text, detail: `${field.label} has no choice ${said(text)}.` }]);
  return option.value;
}

/** The number that a lead has here. */
export function numberIn(text: string): number {
  const digits = /^(?:L-)?0*(\d{1,9})(?:\.0)?$/i.exec(text)?.[1];
  if (!digits) throw new CellRefused(`${said(text)} is no number of a lead; expected one such as L-000412.`);
  return Number(digits);
}

function pointIn(text: string): object {
  const [, latitude, longitude] = /^(-?\d{1,3}(?:\.\d+)?)[,; ]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(text) ?? [];
  if (latitude === undefined) throw new CellRefused(`${said(text)} is not a place; expected latitude and longitude such as -1.29, 36.82.`);
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

const yes = new Set(['yes', 'y', 'true', '1', 'ndiyo', 'x', 'si', 'sí', 'oui']);
const no = new Set(['no', 'n', 'false', '0', 'hapana', 'non']);

export function yesOrNoIn(text: string): boolean {
  const word = text.toLowerCase();
  if (!yes.has(word) && !no.has(word)) throw new CellRefused(`${said(text)} is neither yes nor no.`);
  return yes.has(word);
}
