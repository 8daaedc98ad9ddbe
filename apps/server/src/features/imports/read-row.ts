import { createValue, NewLead, type ColumnMapping, type LeadFieldType, type ValueMapping } from '@lastmile/contracts';
import { parsePhone } from '../../core/phone.ts';
import { unguardedCell } from '../../core/spreadsheet.ts';
import { contractCheck } from '../../core/validation.ts';
import { isDate, instantAt } from '../../core/zoned-time.ts';
import type { Catalogue, LeadToWrite } from '../leads/index.ts';

/** What is wrong with a row, by the heading of its column; of an unknown value also which field it was for. */
export interface CellProblem { field: string; detail: string; of?: string; value?: string }

export type ReadRow = { row: number } & ({ blank: true } | { errors: CellProblem[] } | { lead: LeadToWrite });

export interface Reading {
  columns: readonly { name: string }[];
  mapping: ColumnMapping;
  values: ValueMapping;
  catalogue: Catalogue;
  country: string;
  timezone: string;
}

class CellRefused extends Error {
  readonly unknown: boolean;
  constructor(message: string, { unknown = false } = {}) {
    super(message);
    this.unknown = unknown;
  }
}

let checkLead: ((value: unknown) => { pointer: string; detail: string }[]) | undefined;

const amounts = new Set(['agreedInstallationFee', 'agreedMonthlySubscription', 'estimatedValue']);
const integers = new Set(['score', 'probability', 'totalJobsReferred']);
const words = new Set(['priority', 'rating', 'urgency']);
const degrees = new Set(['latitude', 'longitude']);

/** Reads rows of a file as leads, by the mapping of its columns and values; what is wrong with a row is told cell by cell. */
export function rowReader({ columns, mapping, values, catalogue, country, timezone }: Reading): (row: number, cells: readonly string[]) => ReadRow {
  checkLead ??= contractCheck(NewLead);
  const check = checkLead;
  const mapped = columns.flatMap(({ name }, index) => (mapping[name] ? [{ heading: name, index, field: mapping[name] }] : []));
  const headings = new Map(mapped.map(({ field, heading }) => [field, heading]));
  const choices = choiceReader(catalogue, values);

  return (row, cells) => {
    if (cells.every((cell) => cell === '')) return { row, blank: true };
    const input: { [field: string]: unknown } = {};
    const custom: { [name: string]: unknown } = {};
    const place: { pipeline?: string; stage?: string } = {};
    const reference: { source?: string; reference?: string } = {};
    let number: number | undefined;
    const errors: CellProblem[] = [];
    for (const { heading, index, field } of mapped) {
      const text = unguardedCell(cells[index] ?? '');
      if (text === '') continue;
      try {
        if (field === 'number') number = numberIn(text);
        else if (field === 'stage' || field === 'pipeline') place[field] = text;
        else if (field === 'externalReference') reference.reference = text;
        else if (field === 'externalSource') reference.source = text;
        else if (field === 'tags') input.tagIds = [...new Set(tagsIn(text).flatMap((tag) => choices('tags', tag) ?? []))];
        else if (field === 'owner') assign(input, 'ownerId', choices('owner', text));
        else if (field === 'source' || field === 'offerId') assign(input, field, choices(field, text));
        else if (field.startsWith('customFields.')) assign(custom, field.slice(13), customIn(catalogue, values, field.slice(13), text));
        else if (field === 'phone') input.phone = phoneIn(text, country);
        else if (amounts.has(field)) input[field] = amountIn(text);
        else if (integers.has(field)) input[field] = wholeIn(text);
        else if (degrees.has(field)) input[field] = decimalIn(text);
        else if (words.has(field)) input[field] = text.toLowerCase();
        else if (field === 'hasRouter') input.hasRouter = yesOrNoIn(text);
        else if (field === 'doNotContact') assign(input, field, reasonIn(text));
        else if (field === 'followUpAt') input.followUpAt = momentIn(text, timezone);
        else input[field] = text;
      } catch (error) {
        if (!(error instanceof CellRefused)) throw error;
        errors.push({ field: heading, detail: error.message, ...(error.unknown ? { of: field, value: text.slice(0, 200) } : {}) });
      }
    }
    errors.push(...putIn(input, place, headings, catalogue, values));
    if (reference.reference) input.externalRef = { source: reference.source ?? 'import', reference: reference.reference };
    if (Object.keys(custom).length > 0) input.customFields = custom;
    for (const { pointer, detail } of check(input)) errors.push({ field: headingOf(pointer, headings), detail });
    return errors.length > 0 ? { row, errors } : { row, lead: { row, input: input as NewLead, number } };
  };
}

/** Where in the file a field of a lead came from; its own name where it came from no column. */
export function headingOf(pointer: string, headings: ReadonlyMap<string, string>): string {
  const [, first = '', second] = pointer.split('/');
  const names: { [property: string]: string } = { ownerId: 'owner', stageId: 'stage', pipelineId: headings.has('pipeline') ? 'pipeline' : 'stage', tagIds: 'tags', externalRef: 'externalReference' };
  const field = first === 'customFields' && second ? `customFields.${second}` : names[first] ?? first;
  return headings.get(field) ?? field;
}

function assign(to: { [field: string]: unknown }, field: string, value: unknown): void {
  if (value !== null && value !== undefined) to[field] = value;
}

/** Words parted by commas, semicolons or strokes; in quotes where one of these is part of the word. */
const tagsIn = (text: string): string[] => [...text.matchAll(/\s*"((?:[^"]|"")*)"\s*(?=[,;|]|$)|[^,;|]+/g)]
  .map(([word, quoted]) => (quoted === undefined ? word : quoted.replaceAll('""', '"')).trim()).filter(Boolean);

/** A reason, or what says no more than that there is one; what says that there is none leaves it out. */
function reasonIn(text: string): string | null {
  if (/^(no|n|false|0|-|none)$/i.test(text)) return null;
  return /^(yes|y|true|1|x)$/i.test(text) ? 'Imported so' : text;
}

const said = (text: string) => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;

/** The id or code that a word stands for: as it was mapped, else by its name. Null leaves it out; throws where nothing is called so. */
function choiceReader({ sources, offers, people, tags }: Catalogue, values: ValueMapping) {
  const named = (entries: Iterable<[string, { name: string; email?: string }]>) => new Map([...entries].flatMap(([id, { name, email }]) =>
    [[id.toLowerCase(), id], [name.toLowerCase(), id], ...(email ? [[email.toLowerCase(), id]] : [])] as [string, string][]));
  // What is not in use any more is known too, as of leads that have it; the later of two with one name is the one in use.
  const lastInUse = <Of extends object>(entries: Iterable<[string, Of]>, isInUse: (of: Of) => boolean) => [...entries].toSorted(([, one], [, other]) => Number(isInUse(one)) - Number(isInUse(other)));
  const known: { [field: string]: Map<string, string> } = {
    source: named(lastInUse(sources, ({ isActive }) => isActive)), offerId: named(offers), owner: named(lastInUse(people, ({ isDisabled }) => !isDisabled)), tags: named(tags),
  };
  const nouns: { [field: string]: string } = { source: 'source', offerId: 'package', owner: 'person', tags: 'tag' };
  return (field: string, text: string): string | null => {
    const mapped = mappedValue(values, field, text);
    if (mapped !== undefined) return mapped === createValue ? null : mapped;
    const found = known[field]!.get(text.toLowerCase());
    if (found) return found;
    throw new CellRefused(`There is no ${nouns[field]} ${said(text)} here.`, { unknown: true });
  };
}

function mappedValue(values: ValueMapping, field: string, text: string): string | null | undefined {
  const of = values[field];
  if (!of) return undefined;
  if (Object.hasOwn(of, text)) return of[text];
  const key = Object.keys(of).find((name) => name.toLowerCase() === text.toLowerCase());
  return key === undefined ? undefined : of[key];
}

/** The stage by its name, in the pipeline that was named, else in the default one, else wherever there is one. */
function putIn(
  input: { [field: string]: unknown }, { pipeline, stage }: { pipeline?: string; stage?: string }, headings: ReadonlyMap<string, string>,
  { stages }: Catalogue, values: ValueMapping,
): CellProblem[] {
  const problem = (field: 'pipeline' | 'stage', text: string) => [{ field: headings.get(field)!, detail: `There is no ${field} ${said(text)} here.`, of: field, value: text.slice(0, 200) }];
  let within = stages;
  if (pipeline) {
    const mapped = mappedValue(values, 'pipeline', pipeline);
    if (mapped !== null) within = stages.filter(({ pipelineId, pipelineName }) => pipelineId === mapped || (mapped === undefined && pipelineName.toLowerCase() === pipeline.toLowerCase()));
    if (within.length === 0) return problem('pipeline', pipeline);
    if (mapped !== null) input.pipelineId = within[0]!.pipelineId;
  }
  if (!stage) return [];
  const mapped = mappedValue(values, 'stage', stage);
  if (mapped === null) return [];
  const found = within.find(({ id, name }) => id === mapped || (mapped === undefined && name.toLowerCase() === stage.toLowerCase()));
  if (!found) return problem('stage', stage);
  Object.assign(input, { stageId: found.id, pipelineId: found.pipelineId });
  return [];
}

function customIn({ customFields }: Catalogue, values: ValueMapping, name: string, text: string): unknown {
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

function numberIn(text: string): number {
  const digits = /^(?:L-)?0*(\d{1,9})$/i.exec(text)?.[1];
  if (!digits) throw new CellRefused(`${said(text)} is no number of a lead; expected one such as L-000412.`);
  return Number(digits);
}

function phoneIn(text: string, country: string): string {
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

function wholeIn(text: string): number {
  const digits = /^(-?\d{1,9})(?:\.0+)?\s*%?$/.exec(text)?.[1];
  if (digits === undefined) throw new CellRefused(`${said(text)} is not a whole number.`);
  return Number(digits);
}

function decimalIn(text: string): number {
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

function yesOrNoIn(text: string): boolean {
  const word = text.toLowerCase();
  if (!yes.has(word) && !no.has(word)) throw new CellRefused(`${said(text)} is neither yes nor no.`);
  return yes.has(word);
}

/** 2031-02-03, 03/02/2031 or 3.2.2031: the day comes first where people write it with strokes. */
function dateIn(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, first, second, third] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const parts = year ? [year, month!, day!] : third ? [third, second!, first!] : null;
  const date = parts && parts.map((part) => part.padStart(2, '0')).join('-');
  if (!date || !isDate(date)) throw new CellRefused(`${said(text)} is not a day; expected one such as 2031-02-03 or 03/02/2031.`);
  return date;
}

function momentIn(text: string, timezone: string): string {
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return text;
  const [, date, time, seconds = '0'] = /^(\S+)[T ](\d{1,2}:\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  return date === undefined ? dateIn(text) : new Date(instantAt(dateIn(date), time!.padStart(5, '0'), timezone).getTime() + Number(seconds) * 1000).toISOString();
}
