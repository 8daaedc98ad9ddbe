import type { LeadField as LeadFieldView } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { leadFieldViews } from './lead-field.view.ts';

/** Puts the fields in this order. Throws a 422 where one is missing, named twice, or none of the list. */
export async function orderLeadFields(scope: Scope, fieldIds: readonly string[]): Promise<LeadFieldView[]> {
  const { rows, organizationId, now } = scope;
  await rows('select 1 from lead_fields where organization_id = $1 order by id for no key update', [organizationId]);
  const fields = await leadFieldViews(scope);
  const wanted = fieldIds.map((id) => id.toLowerCase());
  const strange = wanted.findIndex((id, index) => !fields.some((field) => field.id === id) || wanted.indexOf(id) !== index);
  if (strange >= 0) throw new InvalidFields([{ pointer: `/fieldIds/${strange}`, detail: 'This is not a field of the list, or was named already.' }]);
  const missing = fields.find(({ id }) => !wanted.includes(id));
  if (missing) throw new InvalidFields([{ pointer: '/fieldIds', detail: `${missing.label} is missing; name every field once.` }]);
  if (fields.every(({ id }, place) => id === wanted[place])) return fields;
  await rows(
    `update lead_fields f set position = o.place - 1, updated_at = $3, version = f.version + 1
       from unnest($2::uuid[]) with ordinality as o (id, place)
      where f.organization_id = $1 and f.id = o.id and f.position <> o.place - 1`, [organizationId, wanted, now]);
  const names = new Map(fields.map(({ id, name }) => [id, name]));
  await scope.record('lead_field.ordered', { type: 'lead_field', id: wanted[0]! }, { names: wanted.map((id) => names.get(id)) });
  return leadFieldViews(scope);
}
