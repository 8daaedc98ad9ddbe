import { standardLeadField, standardLeadFieldNames } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';
import { LeadLocked, type CustomValue, type Lead } from '../leads/index.ts';
import type { LeadsToMerge } from './lock-for-merging.ts';
import { isScoreChosen } from './merged-scores.ts';

/** A field in which leads can differ: its columns, or its name among the custom fields. */
export interface Mergeable { name: string; label: string; columns: readonly (keyof Lead)[] | null }

/** What is planned comes along as activities; the earlier day of coming in is kept without asking, and so is that one of them asked not to be contacted. */
const notChosen = new Set(['createdAt', 'followUpAt', 'followUpNote', 'doNotContact']);
/** Fields of more than one column. */
const columnsOf: { readonly [name: string]: readonly (keyof Lead)[] } = { geo: ['latitude', 'longitude'], externalRef: ['externalSource', 'externalReference'] };

/** Every field there is to choose of these leads, in the organization's order. */
export async function mergeableFields(scope: Scope, leads: readonly Lead[]): Promise<Mergeable[]> {
  const { rows, organizationId } = scope;
  const isChosen = await isScoreChosen(scope, leads) ? (name: string) => !notChosen.has(name) : (name: string) => name !== 'score' && !notChosen.has(name);
  const own = await rows<{ name: string; label: string; isCustom: boolean }>(
    `select name, label, is_custom as "isCustom" from lead_fields where organization_id = $1 order by position, id`, [organizationId]);
  const standard = (name: string, label: string): Mergeable => ({ name, label, columns: columnsOf[name] ?? [name as keyof Lead] });
  const named = own.filter(({ name }) => isChosen(name))
    .map(({ name, label, isCustom }) => (isCustom ? { name, label, columns: null } : standard(name, label)));
  const others = standardLeadFieldNames.filter((name) => isChosen(name) && !own.some((field) => field.name === name))
    .map((name) => standard(name, standardLeadField(name)!.label));
  return [...named, ...others, standard('externalRef', 'External reference')];
}

/** What a lead holds in a field, to be compared; null where it holds nothing. */
export function heldIn(lead: Lead, { name, columns }: Mergeable): CustomValue | string | number | boolean | null {
  if (!columns) return lead.customFields[name] ?? null;
  const values = columns.map((column) => lead[column] as string | number | boolean | null);
  if (columns.length === 1) return values[0]!;
  return values.includes(null) ? null : values.join(', ');
}

/** Whether they hold different things in it. */
export const differs = (field: Mergeable, leads: readonly Lead[]): boolean => new Set(leads.map((lead) => JSON.stringify(heldIn(lead, field)))).size > 1;

/** Whose value a field has after the merge: the one that was named, else the kept lead, else the first that has a value. A converted lead keeps its own. */
export function chosenFor(field: Mergeable, { kept, others }: LeadsToMerge, named?: string): Lead {
  const leads = [kept, ...others];
  if (named) return leads.find(({ id }) => id === named.toLowerCase())!;
  return kept.convertedAt ? kept : leads.find((lead) => heldIn(lead, field) !== null) ?? kept;
}

/** The columns of the kept lead that the choices change. Throws a 422 naming every choice that is none, and `LeadLocked` where it is converted. */
export async function chosenChanges(scope: Scope, leads: LeadsToMerge, chosen: { [name: string]: string }): Promise<Partial<Lead>> {
  const { kept, others } = leads;
  const fields = await mergeableFields(scope, [kept, ...others]);
  refuseUnknown(fields, leads, chosen);
  const changes: Partial<Lead> = {};
  const customFields = { ...kept.customFields };
  for (const field of fields) {
    const from = chosenFor(field, leads, chosen[field.name]);
    if (from === kept) continue;
    if (kept.convertedAt && differs(field, [kept, from])) throw new LeadLocked(kept.label);
    for (const column of field.columns ?? []) Object.assign(changes, { [column]: from[column] });
    if (field.columns) continue;
    const value = from.customFields[field.name];
    if (value === undefined) delete customFields[field.name];
    else customFields[field.name] = value;
  }
  const everybody = [kept, ...others];
  return {
    ...changes, customFields,
    doNotContact: everybody.find(({ doNotContact }) => doNotContact)?.doNotContact ?? null,
    createdAt: earliest(everybody.map(({ createdAt }) => createdAt))!,
    firstActionAt: earliest(everybody.map(({ firstActionAt }) => firstActionAt)),
    lastActivityAt: latest(everybody.map(({ lastActivityAt }) => lastActivityAt)),
  };
}

function refuseUnknown(fields: readonly Mergeable[], { kept, others }: LeadsToMerge, chosen: { [name: string]: string }): void {
  const names = new Set(fields.map(({ name }) => name));
  const ids = new Set([kept, ...others].map(({ id }) => id));
  const problems = Object.entries(chosen).flatMap(([name, id]): FieldProblem[] => {
    const pointer = `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!names.has(name)) return [{ pointer, detail: 'There is no such field, or nothing to choose about it.' }];
    return ids.has(id.toLowerCase()) ? [] : [{ pointer, detail: 'This is none of the leads that are merged.' }];
  });
  if (problems.length > 0) throw new InvalidFields(problems);
}

const times = (moments: readonly (Date | null)[]): number[] => moments.flatMap((moment) => moment?.getTime() ?? []);
function earliest(moments: readonly (Date | null)[]): Date | null {
  const known = times(moments);
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}
function latest(moments: readonly (Date | null)[]): Date | null {
  const known = times(moments);
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}
