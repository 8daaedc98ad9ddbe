import { standardLeadField, type LeadField as LeadFieldView, type NewLeadField } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { fieldName } from './field-name.ts';
import { readOptions } from './field-options.ts';
import { knownPipelines } from './field-pipelines.ts';
import { LeadField } from './lead-field.entity.ts';
import { AlreadyListed, LabelTaken, TooManyFields } from './lead-field.errors.ts';
import { leadFieldView } from './lead-field.view.ts';

const mostFields = 100;

/**
 * Adds a field at the end: a standard one by its name, else one of the organization's own. Throws a 409 where its label is taken or it is there
 * already, and a 422 naming what is missing.
 */
export async function createLeadField(scope: Scope, input: NewLeadField): Promise<LeadFieldView> {
  const { organizationId, now } = scope;
  const listed = await lockList(scope);
  if (listed.length >= mostFields) throw new TooManyFields(mostFields);
  const standard = input.name === undefined ? undefined : standardLeadField(input.name);
  const options = input.options ? readOptions(input.options, []) : [];
  const { label, type } = standard ? { label: input.label ?? standard.label, type: input.type ?? standard.type } : described(input);
  const field = Object.assign(new LeadField(), {
    organizationId,
    id: newId(),
    name: input.name ?? fieldName(label, new Set(listed.map(({ name }) => name))),
    label: label.trim(),
    type: standard?.type ?? type,
    isCustom: !standard,
    category: input.category ?? 'additional',
    isRequired: input.isRequired ?? false,
    isVisible: input.isVisible ?? true,
    position: Math.max(-1, ...listed.map(({ position }) => position)) + 1,
    pipelineIds: await knownPipelines(scope, input.pipelineIds ?? []),
    options,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
  field.mustBecome({ type, ...(standard && options.length > 0 ? { options } : {}) });
  if (standard && listed.some(({ name }) => name === field.name)) throw new AlreadyListed(field.label);
  if (!await insertRow(scope, 'lead_fields', { ...field, options: JSON.stringify(options) }, { orNothing: true })) throw new LabelTaken(field.label);
  const { id, name, isCustom } = field;
  await scope.record('lead_field.created', { type: 'lead_field', id }, { name, label: field.label, type, isCustom });
  return leadFieldView(scope, id);
}

/** Held until the end of the transaction: of two who add a field at once the second sees the first one's. */
async function lockList({ rows, organizationId }: Scope): Promise<{ name: string; position: number }[]> {
  await rows('select 1 from organization_settings where organization_id = $1 for no key update', [organizationId]);
  return rows<{ name: string; position: number }>('select name, position from lead_fields where organization_id = $1', [organizationId]);
}

function described({ label, type }: NewLeadField): { label: string; type: LeadFieldView['type'] } {
  const problems: FieldProblem[] = [];
  if (label === undefined) problems.push({ pointer: '/label', detail: 'Say what the field is called.' });
  if (type === undefined) problems.push({ pointer: '/type', detail: 'Say what the field holds.' });
  if (label === undefined || type === undefined) throw new InvalidFields(problems);
  return { label, type };
}
