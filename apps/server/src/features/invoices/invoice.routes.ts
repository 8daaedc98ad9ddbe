import * as contract from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { NotFound, NotSignedIn, Refusal } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import { instant } from '../../core/sql.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { exportInvoices } from './export-invoices.ts';
import { columns, invoiceList, source } from './invoice-list.ts';
import { cancelRow } from './invoice.ts';

class InvoiceSettled extends Refusal {
  constructor(number: string, status: string) {
    super({ status: 409, code: `invoice_${status}`, detail: `${number} is ${status} already.` });
  }
}

/** Throws {@link NotFound}. */
export async function invoiceView({ rows, organizationId }: Scope, id: string): Promise<contract.Invoice> {
  const [invoice] = await rows<contract.Invoice>(
    `select ${columns}, i.conversion_id as "conversionId", c.lead_id as "leadId", i.tax_name as "taxName", i.subtotal::text, i.tax::text,
            ${instant('i.cancelled_at')} as "cancelledAt", i.cancel_reason as "cancelReason", ${instant('i.created_at')} as "createdAt", i.version,
            (select coalesce(json_agg(json_build_object('description', n.description, 'quantity', n.quantity::text, 'unitPrice', n.unit_price::text,
                'taxRate', n.tax_rate::text, 'lineTotal', n.line_total::text, 'lineTax', n.line_tax::text) order by n.position), '[]')
               from invoice_lines n where n.organization_id = $1 and n.invoice_id = i.id) as lines
       ${source} left join conversions c on c.organization_id = $1 and c.id = i.conversion_id
      where i.organization_id = $1 and i.id = $2`, [organizationId, id]);
  if (!invoice) throw new NotFound('invoice');
  return invoice;
}

/** Locks one that is still to be paid. */
async function lockUnpaid(scope: Scope, id: string): Promise<contract.Invoice> {
  await scope.rows('select 1 from invoices where organization_id = $1 and id = $2 for update', [scope.organizationId, id]);
  const invoice = await invoiceView(scope, id);
  if (invoice.status === 'paid' || invoice.status === 'cancelled') throw new InvoiceSettled(invoice.number, invoice.status);
  return invoice;
}

export async function pay(scope: Scope, id: string, paidOn?: string): Promise<contract.Invoice> {
  const { number, subscriberId } = await lockUnpaid(scope, id);
  const on = paidOn ?? dateIn((await organizationSettings(scope)).timezone, scope.now);
  await scope.rows(
    `update invoices set status = 'paid', paid_on = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
    [scope.organizationId, id, on, scope.now]);
  await scope.record('invoice.paid', { type: 'invoice', id }, { number, paidOn: on, subscriberId });
  return invoiceView(scope, id);
}

export async function cancel(scope: Scope, id: string, reason: string): Promise<contract.Invoice> {
  const { number, subscriberId } = await lockUnpaid(scope, id);
  await cancelRow(scope, id, reason);
  await scope.record('invoice.cancelled', { type: 'invoice', id }, { number, reason: reason.trim(), subscriberId });
  return invoiceView(scope, id);
}

export function invoiceRoutes({ on, free }: Routes): void {
  on(contract.listInvoices, (scope, { query }) => invoiceList(scope, query));
  free(contract.exportInvoices, async ({ identity, inOrg, query, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { content, ...file } = await exportInvoices(inOrg, identity.actor, query);
    return attachment(reply, file).send(content);
  });
  on(contract.getInvoice, (scope, { params }) => invoiceView(scope, params.id));
  on(contract.payInvoice, (scope, { params, body }) => pay(scope, params.id, body.paidOn));
  on(contract.cancelInvoice, (scope, { params, body }) => cancel(scope, params.id, body.reason));
}
