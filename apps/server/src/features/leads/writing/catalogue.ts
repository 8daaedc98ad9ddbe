import { rolesThatHoldLeads, type StageType } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import type { ValueRule } from '../custom-fields/custom-value.ts';
import { activeRules } from '../scoring/score-leads.ts';

export interface CustomField extends ValueRule { name: string; label: string }
interface KnownField extends CustomField { isCustom: boolean; isRequired: boolean; pipelineIds: string[] }

/** What leads refer to, read once for many of them: whoever writes one lead looks up what it names. */
export interface Catalogue {
  offers: ReadonlyMap<string, { name: string; price: string }>;
  /** By code; leads may still have one that is not in use any more. */
  sources: ReadonlyMap<string, { name: string; isActive: boolean }>;
  people: ReadonlyMap<string, { name: string; email: string; timezone: string | null; isDisabled: boolean; holdsLeads: boolean }>;
  tags: ReadonlyMap<string, { name: string }>;
  stages: readonly { id: string; name: string; type: StageType; position: number; pipelineId: string; pipelineName: string }[];
  customFields: ReadonlyMap<string, CustomField>;
  /** Whether rules make the score, so that nobody writes it by hand. */
  isScoredByRules: boolean;
  /** What the organization calls the standard fields of its list, by their names. */
  labels: ReadonlyMap<string, string>;
  requiredIn(pipelineId: string): KnownField[];
}

const loaded = new WeakMap<Scope, Catalogue>();

/** The catalogue, where this transaction has read it. */
export const catalogueOf = (scope: Scope): Catalogue | undefined => loaded.get(scope);

/**
 * Reads it for the rest of the transaction. The custom fields stay as they are until then, so that no value is written past a change of its field; who
 * only reads does not hold them.
 */
export async function loadCatalogue(scope: Scope, { toRead = false } = {}): Promise<Catalogue> {
  const { rows, organizationId } = scope;
  const all = <Row extends object>(sql: string) => rows<Row>(sql, [organizationId]);
  const byId = <Row extends { id: string }>(found: Row[]) => new Map(found.map((row) => [row.id, row]));
  const offers = await all<{ id: string; name: string; price: string }>('select id, name, monthly_price::text as price from offers where organization_id = $1');
  const sources = await all<{ id: string; name: string; isActive: boolean }>('select code as id, name, is_active as "isActive" from lead_sources where organization_id = $1');
  const people = await all<{ id: string; name: string; email: string; timezone: string | null; isDisabled: boolean; holdsLeads: boolean }>(
    `select id, name, email, timezone, disabled_at is not null as "isDisabled", role in (${rolesThatHoldLeads.map((role) => `'${role}'`).join(', ')}) as "holdsLeads"
       from users where organization_id = $1`);
  const tags = await all<{ id: string; name: string }>('select id, name from tags where organization_id = $1');
  const stages = await all<Catalogue['stages'][number]>(
    `select s.id, s.name, s.type, s.position, p.id as "pipelineId", p.name as "pipelineName" from stages s join pipelines p on p.organization_id = $1 and p.id = s.pipeline_id and p.kind = 'lead'
      where s.organization_id = $1 order by p.is_default desc, p.position, s.position`);
  const fields = await all<KnownField & { isVisible: boolean }>(
    `select name, label, type, options, is_custom as "isCustom", is_required as "isRequired", is_visible as "isVisible", pipeline_ids as "pipelineIds"
       from lead_fields where organization_id = $1 order by position, id ${toRead ? '' : 'for key share'}`);
  const isScoredByRules = await activeRules(scope) !== null;
  const required = fields.filter(({ isRequired, isVisible }) => isRequired && isVisible);
  const catalogue: Catalogue = {
    offers: byId(offers), sources: byId(sources), people: byId(people), tags: byId(tags), stages, isScoredByRules,
    customFields: new Map(fields.filter(({ isCustom }) => isCustom).map((field) => [field.name, field])),
    labels: new Map(fields.filter(({ isCustom }) => !isCustom).map(({ name, label }) => [name, label])),
    requiredIn: (pipelineId) => required.filter(({ pipelineIds }) => pipelineIds.length === 0 || pipelineIds.includes(pipelineId)),
  };
  loaded.set(scope, catalogue);
  return catalogue;
}
