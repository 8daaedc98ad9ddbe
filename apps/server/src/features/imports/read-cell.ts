import type { LeadFieldType, ValueMapping } from '@lastmile/contracts';
import { parsePhone } from '../../core/phone.ts';
import type { Catalogue } from '../leads/index.ts';
import { CellRefused, said } from './cell-refused.ts';
import { mappedValue } from './read-choice.ts';
import { dateIn } from './read-date.ts';

/** Words parted by commas, semicolons or strokes; in quotes where one of these is part of the word. */
export const tagsIn = (text: string): string[] => [...text.matchAll(/\s*"((?:[^"]|"")*)"\s*(?=[,;|]|$)|[^,;|]+/g)]
  .map(([word, quoted]) => (quoted === undefined ? word : quoted.replaceAll('""', '"')).trim()).filter(Boolean);

/** A reason, or what says no more than that there is one; what says that there is none leaves it out. */
export function reasonIn(text: string): string | null {
  if (/^(no|n|false|0|-|none)$/i.test(text)) return null;
  return /^(yes|y|true|1|x)$/i.test(text) ? 'Imported so' : text;
}

/** The value of an organization's own field. */
export function customIn({ customFields }: Catalogue, values: ValueMapping, name: string, text: string): unknown {
  const field = customFields.get(name);
  if (!field) throw new CellRefused('This field is not there any more.');
  const readers: { [type in LeadFieldType]?: (text: string) => unknown } = { number: decimalIn, date: dateIn, geo: pointIn };
  if (field.type !== 'select') return readers[field.type]?.(text) ?? text;
  const mapped = mappedValue(values, `customFields.${name}`, text);
  if (mapped !== undefined) return mapped;
  const word = text.toLowerCase();
  const option = field.options.find(({ value, label }) => value.toLowerCase() === word || label.toLowerCase() === word);
  if (!option) throw new CellRefused(`${field.label} has no choice ${said(text)}.`, { unknown: true });
  return option.value;
}

/** The number that a lead has here. */
export function numberIn(text: string): number {
  const digits = /^(?:L-)?0*(\d{1,9})$/i.exec(text)?.[1];
  if (!digits) throw new CellRefused(`${said(text)} is no number of a lead; expected one such as L-000412.`);
  return Number(digits);
}

export function phoneIn(text: string, country: string): string {
  const phone = parsePhone(text, country);
  if (!phone) throw new CellRefused(`${said(text)} is not a phone number in ${country}; for another country begin with + and its code.`);
  return phone;
}

/** “KES 2,500.00”, “2.500,50”, “2 500”: the last sign before one or two digits is the decimal one, the others group. */
export function amountIn(text: string): string {
  const bare = text.replace(/[\p{L}\p{Sc}\s\u00A0'’]/gu, '').replace(/^[.,]+|[.,]+$/g, '');
  const decimals = /[.,](\d{1,2})$/.exec(bare)?.[1];
  const whole = (decimals === undefined ? bare : bare.slice(0, -decimals.length - 1)).replace(/[.,](?=\d{3}(\D|$))/g, '');
  if (!/^\d{1,12}$/.test(whole)) throw new CellRefused(`${said(text)} is not an amount; expected one such as 2500.00.`);
  return decimals === undefined ? whole : `${whole}.${decimals}`;
}

export function wholeIn(text: string): number {
  const digits = /^(-?\d{1,9})(?:\.0+)?\s*%?$/.exec(text)?.[1];
  if (digits === undefined) throw new CellRefused(`${said(text)} is not a whole number.`);
  return Number(digits);
}

export function decimalIn(text: string): number {
  const number = /^-?\d{1,15}([.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
  if (Number.isNaN(number)) throw new CellRefused(`${said(text)} is not a number.`);
  return number;
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
