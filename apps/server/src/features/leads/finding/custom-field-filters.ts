import { amountRange as amountForm, customFieldPrefix, dayRange as dayForm, type LeadFilters } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { daysOf } from './day-range.ts';
import { amountRange, badFilter, containing, type Condition, type Place } from './filter-conditions.ts';

/** What is in a custom field, by its type; `key` is the place of its name. */
const kinds: { [type: string]: (key: string) => Condition } = {
  select: (key) => (text, _scope, place) => (text === 'none' ? `l.custom_fields ->> ${key} is null`
    // A choice may have a comma in it: the whole text is one of those meant.
    : `l.custom_fields ->> ${key} = any (${place([text, ...text.split(',')])}::text[])`),
  number: (key) => (text, scope, place, where) => {
    if (!new RegExp(amountForm).test(text)) throw badFilter(where, 'Expected a number, or a range such as 10..20.');
    // What was kept under this name before the field became a number is none.
    return amountRange(`(case when jsonb_typeof(l.custom_fields -> ${key}) = 'number' then (l.custom_fields ->> ${key})::numeric end)`)(text, scope, place, where);
  },
  date: (key) => (text, { actor, now }, place, where) => {
    if (text === 'none') return `l.custom_fields ->> ${key} is null`;
    const days = new RegExp(dayForm).test(text) ? daysOf(text, actor.timezone, now) : undefined;
    if (!days) throw badFilter(where, 'Expected a day, a range of days such as 2026-05-01..2026-05-31, or a word such as this_month.');
    // Days are kept as YYYY-MM-DD, whose order is that of their text.
    const day = `l.custom_fields ->> ${key} collate "C"`;
    return [days.first && `${day} >= ${place(days.first)}`, days.last && `${day} <= ${place(days.last)}`].filter(Boolean).join(' and ');
  },
};
/** The filters of the organization's own fields. Throws a 400 naming a field that there is not. */
export async function customFieldConditions(scope: Scope, filters: LeadFilters, place: Place, at: string): Promise<string[]> {
  const asked = Object.entries(filters as { [name: string]: string }).filter(([name]) => name.startsWith(customFieldPrefix));
  if (asked.length === 0) return [];
  const names = asked.map(([name]) => name.slice(customFieldPrefix.length));
  const fields = await scope.rows<{ name: string; type: string }>(
    'select name, type from lead_fields where organization_id = $1 and is_custom and name = any ($2::text[])', [scope.organizationId, names]);
  return asked.map(([name, value], index) => {
    const field = fields.find((one) => one.name === names[index]);
    if (!field) throw badFilter(`${at}/${name}`, 'There is no such field of leads here.');
    const condition = kinds[field.type] ?? ((key: string) => containing(`l.custom_fields ->> ${key}`));
    return condition(`${place(field.name)}::text`)(value, scope, place, `${at}/${name}`);
  });
}
