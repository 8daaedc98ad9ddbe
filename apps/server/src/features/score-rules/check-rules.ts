import { scoreFields, type ScoreRule } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';

const custom = 'customFields.';

/** Throws a 422 naming what makes no sense in rules whose form is right. Options and tags that are gone meanwhile match nothing and are no mistake. */
export async function refuseSenselessRules({ rows, organizationId }: Scope, rules: readonly ScoreRule[]): Promise<void> {
  const asked = rules.flatMap((rule) => (rule.kind === 'field' && rule.field.startsWith(custom) ? [rule.field.slice(custom.length)] : []));
  const known = asked.length === 0 ? [] : await rows<{ name: string }>(
    'select name from lead_fields where organization_id = $1 and is_custom and name = any ($2::text[])', [organizationId, asked]);
  const fields = new Set<string>([...scoreFields, ...known.map(({ name }) => `${custom}${name}`)]);
  const ids = rules.map(({ id }) => id);
  const problems = rules.flatMap((rule, index): FieldProblem[] => {
    const problem = ids.indexOf(rule.id) < index ? { at: 'id', detail: 'Another rule has this id.' } : problemOf(rule, fields);
    return problem ? [{ pointer: `/rules/${index}/${problem.at}`, detail: problem.detail }] : [];
  });
  if (problems.length > 0) throw new InvalidFields(problems);
}

function problemOf(rule: ScoreRule, fields: ReadonlySet<string>): { at: string; detail: string } | null {
  if (rule.kind === 'age' && rule.toDays !== undefined && rule.toDays <= rule.fromDays) return { at: 'toDays', detail: 'Expected more days than it begins with.' };
  if (rule.kind !== 'field') return null;
  const { field, test, values, from, to } = rule;
  if (!fields.has(field)) return { at: 'field', detail: `There is no field “${field}” that a rule can look at.` };
  if ((test === 'any_of' || test === 'contains') && !values) return { at: 'values', detail: 'Expected at least one value.' };
  if (test === 'between' && from === undefined && to === undefined) return { at: 'from', detail: 'Expected from, to or both.' };
  if (from !== undefined && to !== undefined && to < from) return { at: 'to', detail: 'Expected no less than it begins with.' };
  return null;
}
