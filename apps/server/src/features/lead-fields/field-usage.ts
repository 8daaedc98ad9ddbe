import { customFieldPrefix, type LeadFieldUsage } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { snakeCase } from '../../core/relation.ts';
import { NotFound } from '../../core/problems.ts';
import type { CustomValue } from '../leads/index.ts';
import { LeadFieldEntity, optionsOf, type LeadField } from './lead-field.entity.ts';

/** A value that leads hold, and how many do. */
export interface HeldValue { value: CustomValue; leads: number; deletedLeads: number }

const numbers = `count(*) filter (where l.deleted_at is null)::int as leads, count(*) filter (where l.deleted_at is not null)::int as "deletedLeads"`;

/** Every different value of a custom field, with how many leads hold it. */
export async function heldValues({ rows, organizationId }: Scope, name: string): Promise<HeldValue[]> {
  return rows<HeldValue>(
    `select l.custom_fields -> $2::text as value, ${numbers} from leads l where l.organization_id = $1 and l.custom_fields ? $2::text group by 1`, [organizationId, name]);
}

/** How many leads hold something in a field. */
export async function holdersOf({ rows, organizationId }: Scope, field: LeadField): Promise<{ leads: number; deletedLeads: number }> {
  const [found] = field.isCustom
    ? await rows<{ leads: number; deletedLeads: number }>(
      `select ${numbers} from leads l where l.organization_id = $1 and l.custom_fields ? $2::text`, [organizationId, field.name])
    : await rows<{ leads: number; deletedLeads: number }>(
      // The names of standard fields are the product's own, not anybody's input.
      `select ${numbers} from leads l where l.organization_id = $1 and l.${field.name === 'geo' ? 'latitude' : snakeCase(field.name)} is not null`, [organizationId]);
  return found!;
}

/** What a field holds and where it is used, before it is changed or deleted. Throws a 404. */
export async function fieldUsage(scope: Scope, id: string): Promise<LeadFieldUsage> {
  const field = await scope.tx.findOneBy(LeadFieldEntity, { organizationId: scope.organizationId, id });
  if (!field) throw new NotFound('lead field');
  const held = field.isCustom && field.type === 'select' ? await heldValues(scope, field.name) : [];
  const byValue = new Map(held.map(({ value, leads, deletedLeads }) => [value, leads + deletedLeads]));
  return {
    ...await holdersOf(scope, field),
    options: field.isCustom ? optionsOf(field).map((option) => ({ ...option, leads: byValue.get(option.value) ?? 0 })) : [],
    usedIn: await viewsOn(scope, field),
  };
}

/** The saved views that narrow down by a field or show it as a column; they go on without it when it is gone. */
async function viewsOn({ rows, organizationId }: Scope, { name, isCustom }: LeadField): Promise<LeadFieldUsage['usedIn']> {
  return rows<LeadFieldUsage['usedIn'][number]>(
    `select 'saved_view' as kind, v.id, v.name from lead_views v
      where v.organization_id = $1 and (v.filters ? $2::text or $2::text = any (v.columns)) order by lower(v.name), v.id limit 50`,
    [organizationId, isCustom ? `${customFieldPrefix}${name}` : name]);
}
