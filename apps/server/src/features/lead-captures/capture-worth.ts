import Big from 'big.js';
import type { Scope } from '../../core/in-org.ts';
import type { Capture, Worth } from './capture.ts';

/** S3-src-a: what saving a load plan usually leads to. */
const loadPlanWorth = '500.00';

/** Where the systems of the documents put a quote's or an order's total. */
const totals = ['total', 'totalCost', 'total_cost', 'totalAmount', 'total_amount', 'orderTotal', 'order_total', 'grandTotal', 'grand_total', 'amount'];

/** The total in a quote's or an order's data; null where there is none that an amount can hold. */
export function totalIn(data: object): string | null {
  for (const name of totals) {
    const value = (data as { [name: string]: unknown })[name];
    const written = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
    if (!/^\d{1,12}(\.\d{1,6})?$/.test(written)) continue;
    const amount = new Big(written).round(2, Big.roundHalfUp);
    if (amount.lt('1000000000000')) return amount.toFixed(2);
  }
  return null;
}

/**
 * S3-src-a, S3-src-b: what was sent; else for a quote and an order attempt the total in their data, for a load plan {@link loadPlanWorth}, for a location
 * share what such customers were worth before.
 */
export async function worthOf(scope: Scope, capture: Capture, estimatedValue: string | null): Promise<Worth> {
  if (estimatedValue) return { amount: new Big(estimatedValue).toFixed(2), isStated: true };
  const { source, data } = capture;
  const total = source === 'quote' || source === 'order_attempt' ? totalIn(data) : null;
  if (total) return { amount: total, isStated: true };
  if (source === 'load_plan') return { amount: loadPlanWorth, isStated: false };
  return { amount: source === 'location_share' ? await worthByHistory(scope, capture) : null, isStated: false };
}

/** The average of this customer's earlier captures, else of the organization's latest hundred that were worth something. */
async function worthByHistory({ rows, organizationId }: Scope, { company, phone, email }: Capture): Promise<string | null> {
  const [history] = await rows<{ own: string | null; usual: string | null }>(
    `select (select round(avg(c.estimated_value), 2)::text from lead_captures c
              where c.organization_id = $1 and (c.company_key = company_key($2) or c.phone = $3 or c.email = $4)) as own,
            (select round(avg(c.value), 2)::text from (
               select estimated_value as value from lead_captures where organization_id = $1 and estimated_value is not null order by created_at desc limit 100
             ) c) as usual`, [organizationId, company, phone, email]);
  return history!.own ?? history!.usual;
}

/** What a lead's captures say it is worth: the highest that was stated, else the highest assumed. One deal is often seen several times, so no sum. */
export async function worthByCaptures({ rows, organizationId }: Scope, leadId: string): Promise<string | null> {
  const [worth] = await rows<{ amount: string | null }>(
    `select coalesce(max(estimated_value) filter (where value_stated), max(estimated_value))::text as amount
       from lead_captures where organization_id = $1 and lead_id = $2`, [organizationId, leadId]);
  return worth!.amount;
}
