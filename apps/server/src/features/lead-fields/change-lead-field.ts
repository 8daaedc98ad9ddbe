import type { LeadField as LeadFieldView, LeadFieldChanges } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { applyChanges, expectVersion, isUniqueViolation, lockRecord } from '../../core/records.ts';
import { rewriteCustomValues, type CustomValue } from '../leads/index.ts';
import { convertValue, valueInWords } from './convert-value.ts';
import { readOptions } from './field-options.ts';
import { knownPipelines } from './field-pipelines.ts';
import { heldValues } from './field-usage.ts';
import { LeadFieldEntity, type FieldOption, type LeadField } from './lead-field.entity.ts';
import { LabelTaken, OptionInUse, ValuesDoNotFit } from './lead-field.errors.ts';
import { leadFieldView } from './lead-field.view.ts';

/** What becomes of a value that leads hold; null where it leaves the field. */
type Become = (value: CustomValue) => CustomValue | null;

/**
 * Changes a field, and with its type or options what leads hold of it, in one transaction: nobody writes a value meanwhile. Throws a 409 saying how
 * many leads would lose something where nobody agreed to that; a 404, 412 or 422.
 */
export async function changeLeadField(scope: Scope, id: string, input: LeadFieldChanges, ifMatch: number | null): Promise<LeadFieldView> {
  const field = await lockRecord(scope, LeadFieldEntity, id, 'lead field');
  await expectVersion(field, ifMatch, () => leadFieldView(scope, id));
  const { options: askedOptions, replaceOptions = {}, convert = 'refuse', ...plain } = input;
  const changes: Partial<LeadField> = { ...plain };
  if (plain.label !== undefined) changes.label = plain.label.trim();
  if (plain.pipelineIds) changes.pipelineIds = await knownPipelines(scope, plain.pipelineIds);
  if (askedOptions) changes.options = readOptions(askedOptions, field.options);
  else if (field.isCustom && plain.type !== undefined && plain.type !== 'select') changes.options = [];
  field.mustBecome(changes);

  const before = { type: field.type, options: field.options };
  const become = await agreedFate(scope, field, changes, { replaceOptions, convert });
  const changed = await applyChanges(scope, LeadFieldEntity, field, changes).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new LabelTaken(changes.label!) : error;
  });
  // Only now: what leads are searched by follows from what the field is.
  const leads = become && await rewriteCustomValues(scope, {
    field, become, isNews: (from, to) => to === null || valueInWords(from, before) !== valueInWords(to, field),
  });
  if (Object.keys(changed).length > 0) {
    await scope.record('lead_field.updated', { type: 'lead_field', id }, { label: field.label, ...changed, ...(leads ? { leads } : {}) });
  }
  return leadFieldView(scope, id);
}

/** What happens to the values, where something does; throws where somebody has to agree first. */
async function agreedFate(
  scope: Scope, field: LeadField, changes: Partial<LeadField>, { replaceOptions, convert }: Required<Pick<LeadFieldChanges, 'replaceOptions' | 'convert'>>,
): Promise<Become | null> {
  if (changes.type !== undefined && changes.type !== field.type) return typeFate(scope, field, changes, convert);
  if (changes.options && field.type === 'select') return optionFate(scope, field, changes.options, replaceOptions);
  return null;
}

async function typeFate(scope: Scope, field: LeadField, changes: Partial<LeadField>, convert: 'refuse' | 'keep_in_timeline'): Promise<Become> {
  const { country } = await organizationSettings(scope);
  const from = { type: field.type, options: field.options };
  const to = { type: changes.type!, options: changes.options ?? [] };
  const become: Become = (value) => convertValue(value, from, to, country);
  const unfit = (await heldValues(scope, field.name)).filter(({ value }) => become(value) === null);
  if (unfit.length > 0 && convert === 'refuse') {
    const sum = (count: 'leads' | 'deletedLeads') => unfit.reduce((total, held) => total + held[count], 0);
    const examples = unfit.slice(0, 3).map(({ value }) => valueInWords(value, from).slice(0, 60));
    throw new ValuesDoNotFit(field.label, to.type, { leads: sum('leads'), deletedLeads: sum('deletedLeads') }, examples);
  }
  return become;
}

async function optionFate(
  scope: Scope, field: LeadField, options: readonly FieldOption[], replacements: { [value: string]: string | null },
): Promise<Become | null> {
  const removed = field.options.filter(({ value }) => !options.some((option) => option.value === value));
  refuseStrangeReplacements(removed, options, replacements);
  if (removed.length === 0) return null;
  const held = new Map((await heldValues(scope, field.name)).map(({ value, leads, deletedLeads }) => [value, leads + deletedLeads]));
  const inUse = removed.filter(({ value }) => held.has(value) && !Object.hasOwn(replacements, value));
  if (inUse.length > 0) throw new OptionInUse(inUse.map((option) => ({ ...option, leads: held.get(option.value)! })));
  return (value) => (Object.hasOwn(replacements, String(value)) ? replacements[String(value)]! : value);
}

function refuseStrangeReplacements(
  removed: readonly FieldOption[], options: readonly FieldOption[], replacements: { [value: string]: string | null },
): void {
  const problems = Object.entries(replacements).flatMap(([value, replacement]) => {
    const pointer = `/replaceOptions/${value.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!removed.some((option) => option.value === value)) return [{ pointer, detail: `“${value}” is not an option that is removed.` }];
    if (replacement !== null && !options.some((option) => option.value === replacement)) return [{ pointer, detail: `“${replacement}” is not an option that stays.` }];
    return [];
  });
  if (problems.length > 0) throw new InvalidFields(problems);
}
