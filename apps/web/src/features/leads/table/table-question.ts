import { customFieldPrefix, leadCardColumns, leadExtraFields, listLeads, type LeadField, type LeadFilters, type LeadSort } from '@lastmile/contracts';
import { questionByPages } from '../../../lib/query.ts';

const pageSize = 50;
const onCard = new Set<string>(leadCardColumns);
const brought = new Set<string>(leadExtraFields);

/** What the list has to bring besides the card so that these columns can be shown. */
export function broughtFor(columns: readonly string[], fields: readonly LeadField[]): readonly string[] {
  const own = new Set(fields.filter(({ isCustom }) => isCustom).map(({ name }) => `${customFieldPrefix}${name}`));
  return columns.filter((name) => !onCard.has(name) && (own.has(name) || (brought.has(name) && name !== 'name')));
}

/** What the table asks the list of leads for. */
export function tableInput(filters: LeadFilters, sort: LeadSort | null, fields: readonly string[]) {
  return {
    query: {
      ...filters, sort: sort ?? '-createdAt' as const, limit: pageSize, count: true, ...(fields.length > 0 ? { fields: fields.join(',') } : {}),
    },
  };
}

/** The leads of a table, as many at a time as it shows. */
export function tableQuestion(...asked: Parameters<typeof tableInput>) {
  return questionByPages(listLeads, tableInput(...asked));
}
