import { Errors } from 'typebox/value';
import type { TObject, TSchema } from 'typebox';
import type { Problem } from './problem.ts';
import { readNumber } from './typed-number.ts';

export type Values = { readonly [name: string]: unknown };
/** What is wrong, by field: `email`, or `routerUser.password` inside an object. */
export type FieldErrors = Readonly<Record<string, string>>;

type Described = TSchema & {
  type?: string | string[];
  properties?: Record<string, TSchema>;
  required?: string[];
  format?: string;
  description?: string;
  enum?: unknown[];
};

interface Failure {
  keyword: string;
  instancePath: string;
  params: { limit?: number | bigint; requiredProperties?: string[]; additionalProperties?: string[] };
}

/**
 * What the fields hold as the body that the contract asks for. An empty field is left out; in a change it becomes null,
 * which clears what was there, where the contract allows null. Digits become numbers where it wants numbers.
 */
export function toBody(schema: TObject, values: Values, clearing: boolean): Values {
  const body: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties as Record<string, Described>)) {
    const value = toMember(property, values[name], clearing);
    if (value !== undefined) body[name] = value;
  }
  return body;
}

function toMember(property: Described, value: unknown, clearing: boolean): unknown {
  if (isEmpty(value)) return clearing && takes(property, 'null') ? null : undefined;
  if (property.properties && typeof value === 'object') return toBody(property as TObject, value as Values, clearing);
  if (typeof value === 'string' && (takes(property, 'integer') || takes(property, 'number'))) {
    const number = readNumber(value, takes(property, 'integer') ? 0 : Infinity);
    // What is no number, or could be two, stays as it was typed, and the contract says so.
    return number === null ? value : Number(number);
  }
  return value;
}

/** The members of `after` that differ from `before`: the body of a PATCH. */
export function changesIn(before: Values, after: Values): Values {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) =>
    JSON.stringify(value) !== JSON.stringify(before[name])));
}

/** What the contract has against a body, one sentence a field. `required` is left out for a change, which names only some. */
export function complaints(schema: TObject, body: Values, partial = false): FieldErrors {
  const found: Record<string, string> = {};
  for (const failure of Errors(schema, body) as unknown as Failure[]) {
    for (const [name, words] of sentencesFor(schema, failure, partial)) found[name] ??= words;
  }
  return found;
}

function sentencesFor(schema: TObject, failure: Failure, partial: boolean): [string, string][] {
  const path = toFieldName(failure.instancePath);
  if (failure.keyword === 'required') {
    const missing = failure.params.requiredProperties ?? [];
    return partial ? [] : missing.map((name) => [path ? `${path}.${name}` : name, 'Fill this in.']);
  }
  return path ? [[path, sentence(failure, propertyAt(schema, path))]] : [];
}

function sentence({ keyword, params: { limit } }: Failure, property: Described | undefined): string {
  switch (keyword) {
    case 'minLength': return Number(limit) <= 1 ? 'Fill this in.' : `Write at least ${limit} characters.`;
    case 'maxLength': return `Write at most ${limit} characters.`;
    case 'minimum': return `Write ${limit} or more.`;
    case 'maximum': return `Write ${limit} or less.`;
    case 'format': return formatWords[property?.format ?? ''] ?? 'This is not in the expected form.';
    case 'enum': case 'const': case 'anyOf': return 'Choose one of these.';
    case 'type': return property && (takes(property, 'integer') || takes(property, 'number'))
      ? 'Write a number.' : 'This is not in the expected form.';
    case 'minItems': return Number(limit) === 1 ? 'Choose at least one.' : `Choose at least ${limit}.`;
    // A pattern says nothing to a person; the contract's description of the field does.
    default: return property?.description ? `Expected: ${lowerFirst(property.description)}` : 'This is not in the expected form.';
  }
}

const formatWords: Record<string, string> = {
  email: 'Write an email address, like name@example.com.',
  uri: 'Write an address, like https://example.com.',
  date: 'Choose a day.',
  'date-time': 'Choose a day and a time.',
  uuid: 'Choose one of these.',
};

/** A refusal's complaints by field, and what is left over for the form as a whole. */
export function placeProblem(problem: Problem, knows: (field: string) => boolean): { fields: FieldErrors; rest: string[] } {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of problem.errors) {
    const name = toFieldName(pointer);
    if (knows(name)) fields[name] ??= detail;
    else rest.push(detail);
  }
  return { fields, rest };
}

/** `/routerUser/password` → `routerUser.password`. */
export function toFieldName(pointer: string): string {
  return pointer.replace(/^#?\//, '').split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}

/** The schema of a field, or undefined where the contract has none of that name. */
export function propertyAt(schema: TObject, field: string): Described | undefined {
  return field.split('.').reduce<Described | undefined>((at, name) => at?.properties?.[name], schema as Described);
}

/** Whether every body has to have this field. */
export function isRequired(schema: TObject, field: string): boolean {
  const names = field.split('.');
  const last = names.pop()!;
  const parent = names.length > 0 ? propertyAt(schema, names.join('.')) : schema as Described;
  return parent?.required?.includes(last) ?? false;
}

function takes(property: Described, type: string): boolean {
  const { type: types, anyOf } = property as Described & { anyOf?: Described[] };
  return (Array.isArray(types) ? types.includes(type) : types === type) || (anyOf?.some((one) => takes(one, type)) ?? false);
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
