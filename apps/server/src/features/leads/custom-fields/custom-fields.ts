import type { NewLead } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { organizationSettings } from '../../../core/organization-settings.ts';
import { InvalidFields, type FieldProblem } from '../../../core/problems.ts';
import { catalogueOf, type CustomField } from '../writing/catalogue.ts';
import { readCustomValue, type CustomValue, type CustomValues } from './custom-value.ts';

type Written = NonNullable<NewLead['customFields']>;

/** As names are made; what is not of this form is the name of no field. */
const nameForm = /^[a-z][A-Za-z0-9]{0,79}$/;

/**
 * What a lead holds after these custom fields were written over `held`; null and blanks take a value away. Throws a 422 naming every field that there
 * is not, or that cannot hold what was written. The fields stay as they are until the end of the transaction, so that no value can be written past a
 * change of its field.
 */
export async function writtenCustomFields(scope: Scope, written: Written, held: CustomValues): Promise<CustomValues> {
  const names = Object.keys(written);
  if (names.length === 0) return held;
  const { country } = await organizationSettings(scope);
  const known = await lockedFields(scope, names.filter((name) => nameForm.test(name)));
  const problems: FieldProblem[] = [];
  const values = { ...held };
  for (const name of names) {
    const field = known.get(name);
    const read = field ? readCustomValue(field, written[name], country) : { problem: 'There is no such field.' };
    if ('problem' in read) problems.push({ pointer: `/customFields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail: worded(field, read.problem) });
    else if (read.value === null) delete values[name];
    else values[name] = read.value;
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return values;
}

/**
 * Holds the fields that a change of a lead names, before the lead itself is held: who changes a field holds it first and then the leads, and two who
 * hold the same things in the same order never wait for each other.
 */
export async function holdCustomFields(scope: Scope, written: Written | undefined): Promise<void> {
  const names = Object.keys(written ?? {}).filter((name) => nameForm.test(name));
  if (names.length > 0) await lockedFields(scope, names);
}

const worded = (field: CustomField | undefined, problem: string) => (field ? `${field.label}: ${problem}` : problem);

async function lockedFields(scope: Scope, names: string[]): Promise<ReadonlyMap<string, CustomField>> {
  const catalogue = catalogueOf(scope);
  if (catalogue) return catalogue.customFields;
  const found = await scope.rows<CustomField>(
    `select name, label, type, options from lead_fields
      where organization_id = $1 and is_custom and name = any ($2::text[]) order by id for key share`, [scope.organizationId, names]);
  return new Map(found.map((field) => [field.name, field]));
}

/** Which of two leads' custom values differ, as an event tells it: by name, with what people called the field then. */
export async function customChanges(scope: Scope, from: CustomValues, to: CustomValues): Promise<{ [name: string]: CustomChange }> {
  const names = Object.keys({ ...from, ...to }).filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]));
  const known = catalogueOf(scope)?.customFields;
  const fields = known ? names.flatMap((name) => known.get(name) ?? []) : await scope.rows<{ name: string; label: string; type: string }>(
    'select name, label, type from lead_fields where organization_id = $1 and is_custom and name = any ($2::text[])', [scope.organizationId, names]);
  return Object.fromEntries(fields.map(({ name, label, type }) => [name, { label, type, from: from[name] ?? null, to: to[name] ?? null }]));
}

export interface CustomChange { label: string; type: string; from: CustomValue | null; to: CustomValue | null }

const searchable = new WeakMap<Scope, Promise<ReadonlyMap<string, string>>>();

/** The custom fields in which a search looks, with their types; read once per transaction. */
export function searchableFields(scope: Scope): Promise<ReadonlyMap<string, string>> {
  let fields = searchable.get(scope);
  if (!fields) searchable.set(scope, fields = readSearchable(scope));
  return fields;
}

async function readSearchable({ rows, organizationId }: Scope): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ name: string; type: string }>(
    `select name, type from lead_fields where organization_id = $1 and is_custom and type in ('text', 'email', 'phone')`, [organizationId]);
  return new Map(found.map(({ name, type }) => [name, type]));
}

/** So much of a text is searched; what it goes on to say would only make every search slower. */
const searchedLength = 200;

/** The custom values that a search compares with. */
export async function searchedValues(scope: Scope, values: CustomValues): Promise<string[]> {
  const names = Object.keys(values);
  if (names.length === 0) return [];
  const fields = await searchableFields(scope);
  return names.filter((name) => fields.has(name)).map((name) => {
    const text = String(values[name]);
    return fields.get(name) === 'phone' ? text.replace(/\D/g, '') : text.slice(0, searchedLength);
  });
}
