import { customFieldPrefix, leadExtraFields } from '@lastmile/contracts';
import { snakeCase } from '../../../core/relation.ts';
import { instant } from '../../../core/sql.ts';
import type { Place } from './filter-conditions.ts';

/** Columns whose JSON is another than PostgreSQL's own for them. */
const shown: { [field: string]: string } = {
  estimatedValue: 'l.estimated_value::text', agreedInstallationFee: 'l.agreed_installation_fee::text',
  agreedMonthlySubscription: 'l.agreed_monthly_subscription::text', updatedAt: instant('l.updated_at'), lastActivityAt: instant('l.last_activity_at'),
  assignedAt: instant('l.assigned_at'), latitude: 'l.latitude::float8', longitude: 'l.longitude::float8',
};
const known = new Map(leadExtraFields.map((name) => [name as string, shown[name] ?? `l.${snakeCase(name)}`]));

/** What rows were asked to show besides, as one JSON object; names come from the contract's list, custom fields' as parameters. */
export function extraFieldsSql(fields: string, place: Place): string {
  const members = [...new Set(fields.split(','))].map((name) => {
    const column = known.get(name);
    if (column) return `'${name}', ${column}`;
    const key = place(name.slice(customFieldPrefix.length));
    return `'${customFieldPrefix}' || ${key}::text, l.custom_fields -> ${key}::text`;
  });
  return `json_build_object(${members.join(', ')})`;
}
