import type { ConversionRequest } from '@lastmile/contracts';
import type { Scope } from '../core/in-org.ts';
import { addDays, dateIn } from '../core/zoned-time.ts';
import { issueInvoice } from '../features/invoices/index.ts';
import { pay } from '../features/invoices/invoice.routes.ts';
import { lineAmounts } from '../features/quotes/index.ts';
import { createServiceOrder } from '../features/service-orders/index.ts';
import { complete } from '../features/service-orders/work-on-service-order.ts';
import type { Calendar } from './calendar.ts';
import type { Person } from './happenings.ts';
import { inHistory } from './history.ts';

const types: readonly ConversionRequest['type'][] = ['active_with_invoice', 'new_with_proforma', 'active_with_invoice', 'new_with_proforma', 'active_without_invoice'];

/** Of five subscribers one is billed elsewhere. */
export const typeOfPast = (index: number): ConversionRequest['type'] => types[index % types.length]!;

interface PastConversion {
  id: string; type: ConversionRequest['type']; subscriberId: string; subscriptionId: string; routerUserId: string | null; at: Date; byId: string; byName: string;
  address: string | null; offerName: string; monthlyPrice: string; setupFee: string; taxRate: string; startsOn: string;
}

/** The bills and the installations of everybody who was connected before the last month: paid and done long ago, but for two who did not pay. */
export async function makePastInstallations(scope: Scope, { calendar, technicians, timezone }: { calendar: Calendar; technicians: readonly Person[]; timezone: string }): Promise<void> {
  const past = await scope.rows<PastConversion>(
    `select c.id, c.type, c.subscriber_id as "subscriberId", c.subscription_id as "subscriptionId", c.router_user_id as "routerUserId", c.finished_at as at,
            u.id as "byId", u.name as "byName", s.installation_address as address, p.offer_name as "offerName", p.monthly_price::text as "monthlyPrice",
            p.setup_fee::text as "setupFee", p.tax_rate::text as "taxRate", p.starts_on::text as "startsOn"
       from conversions c
       join users u on u.organization_id = $1 and u.id = c.requested_by_id
       join subscribers s on s.organization_id = $1 and s.id = c.subscriber_id
       join subscriptions p on p.organization_id = $1 and p.id = c.subscription_id
      where c.organization_id = $1 and c.state = 'done' order by c.finished_at, c.id`, [scope.organizationId]);
  for (const [index, conversion] of past.entries()) {
    await bill(scope, conversion, { timezone, isPaid: index < past.length - 1 && index !== past.length - 7 });
    await install(scope, conversion, { calendar, technician: technicians[index % technicians.length]!, days: 1 + index % 4 });
  }
}

async function bill(scope: Scope, conversion: PastConversion, { timezone, isPaid }: { timezone: string; isPaid: boolean }): Promise<void> {
  const { id, type, at, byId, byName, subscriberId, subscriptionId, offerName, monthlyPrice, setupFee, taxRate, startsOn } = conversion;
  if (type === 'active_without_invoice') return;
  const line = (description: string, unitPrice: string) => ({
    description, unitPrice, taxRate, lineTax: lineAmounts({ unitPrice, taxRate, quantity: '1', discountPercent: '0' }).lineTax,
  });
  const by = { id: byId, name: byName };
  const invoice = await issueInvoice(inHistory(scope, at, by), {
    kind: type === 'active_with_invoice' ? 'invoice' : 'proforma', subscriberId, subscriptionId, conversion: { id, round: 1 }, dueOn: addDays(startsOn, 3),
    lines: [line('Installation', setupFee), line(`${offerName}, first month`, monthlyPrice)],
  });
  const paidAt = new Date(at.getTime() + 2.2 * 86_400_000);
  if (isPaid) await pay(inHistory(scope, paidAt, by), invoice.id, dateIn(timezone, paidAt));
}

async function install(
  scope: Scope, { id, at, byId, byName, subscriberId, subscriptionId, routerUserId, address }: PastConversion,
  { calendar, technician, days }: { calendar: Calendar; technician: Person; days: number },
): Promise<void> {
  const from = calendar.atWork(new Date(at.getTime() + days * 86_400_000));
  const until = new Date(from.getTime() + 2 * 3_600_000);
  const order = await createServiceOrder(inHistory(scope, at, { id: byId, name: byName }), {
    // What was installed then is in the ledger by itself, and the list to tick came later.
    subscriberId, subscriptionId, offerId: null, quoteIds: [], routerUserId, conversion: { id, round: 1 }, address, checklist: [],
    appointment: { technicianId: technician.id, from: from.toISOString(), to: until.toISOString() },
  });
  await complete(inHistory(scope, until, technician), order.id, {});
}
