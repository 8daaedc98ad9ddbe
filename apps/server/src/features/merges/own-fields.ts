import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { readCustomValue, type CustomValue, type Lead, type ValueRule } from '../leads/index.ts';

type Values = Lead['customFields'];
interface Field extends ValueRule { name: string; label: string }

/** The organization's own fields of the kept lead, each for itself, by what people call them. */
export interface OwnFields {
  /** As they are to be. */
  values: Values;
  /** Changed since, and left so. */
  staying: string[];
  /** What they held before can be held no longer, as an option that was taken away since: they are empty. */
  emptied: string[];
  /** Everything that the merge changed. */
  changed: string[];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A field that was removed since does not come back, and neither does a value that its field, as it is now, cannot hold. */
export async function ownFieldsBefore(scope: Scope, mergeId: string, kept: Lead): Promise<OwnFields> {
  const { rows, organizationId } = scope;
  const [noted] = await rows<{ before: Values; after: Values }>(
    `select coalesce(before -> 'custom_fields', '{}') as before, coalesce(after -> 'custom_fields', '{}') as after from lead_merges where organization_id = $1 and id = $2`,
    [organizationId, mergeId]);
  const { before, after } = noted!;
  const names = Object.keys({ ...before, ...after }).filter((name) => !same(before[name], after[name]));
  const own: OwnFields = { values: { ...kept.customFields }, staying: [], emptied: [], changed: [] };
  if (names.length === 0) return own;
  const { country } = await organizationSettings(scope);
  const fields = await rows<Field>(
    'select name, label, type, options from lead_fields where organization_id = $1 and is_custom and name = any ($2::text[]) order by position, id', [organizationId, names]);
  for (const field of fields) {
    const { name, label } = field;
    own.changed.push(label);
    if (same(own.values[name], before[name])) continue;
    if (!same(own.values[name], after[name])) {
      own.staying.push(label);
      continue;
    }
    const value = heldNow(field, before[name], country);
    if (value === null) delete own.values[name];
    else own.values[name] = value;
    if (value === null && before[name] !== undefined) own.emptied.push(label);
  }
  return own;
}

function heldNow(field: Field, value: CustomValue | undefined, country: string): CustomValue | null {
  const read = readCustomValue(field, value, country);
  return 'problem' in read ? null : read.value;
}
