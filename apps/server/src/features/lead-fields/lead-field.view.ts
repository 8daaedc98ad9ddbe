import type { LeadField as LeadFieldView } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { optionsOf } from './lead-field.entity.ts';

const columns = `id, name, label, type, is_custom as "isCustom", category, is_required as "isRequired", is_visible as "isVisible", position,
  pipeline_ids as "pipelineIds", options, version`;

/** The fields of the list in their order. */
export async function leadFieldViews({ rows, organizationId }: Scope): Promise<LeadFieldView[]> {
  const fields = await rows<LeadFieldView>(`select ${columns} from lead_fields where organization_id = $1 order by position, id`, [organizationId]);
  return fields.map(withOptions);
}

/** One of them. Throws a 404. */
export async function leadFieldView({ rows, organizationId }: Scope, id: string): Promise<LeadFieldView> {
  const [field] = await rows<LeadFieldView>(`select ${columns} from lead_fields where organization_id = $1 and id = $2`, [organizationId, id]);
  if (!field) throw new NotFound('lead field');
  return withOptions(field);
}

const withOptions = (field: LeadFieldView): LeadFieldView => ({ ...field, options: [...optionsOf(field)] });
