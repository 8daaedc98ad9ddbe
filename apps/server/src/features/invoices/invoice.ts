import Big from 'big.js';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber, takeNumbers } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { insertRow } from '../../core/rows.ts';
import { dateIn } from '../../core/zoned-time.ts';

export interface BillLine { description: string; unitPrice: string; taxRate: string; lineTax: string }

export interface NewInvoice {
  kind: 'invoice' | 'proforma';
  subscriberId: string;
  subscriptionId: string | null;
  conversion: { id: string; round: number };
  dueOn: string;
  lines: readonly BillLine[];
}

/** Issues a bill as planned; its number is the next of its kind, and free again where this transaction comes to nothing. */
export async function issueInvoice(scope: Scope, { kind, subscriberId, subscriptionId, conversion, dueOn, lines }: NewInvoice): Promise<{ id: string; number: string }> {
  const { organizationId, now } = scope;
  const { currency, taxName, timezone } = await organizationSettings(scope);
  const id = newId();
  const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Big(0));
  const [subtotal, tax] = [sum(lines.map(({ unitPrice }) => unitPrice)), sum(lines.map(({ lineTax }) => lineTax))];
  const number = await takeNumbers(scope, kind, 1);
  const label = formatNumber(kind, number);
  const today = dateIn(timezone, now);
  await insertRow(scope, 'invoices', {
    organizationId, id, kind, number, status: 'issued', subscriberId, subscriptionId, conversionId: conversion.id, conversionRound: conversion.round, currency, taxName,
    subtotal: subtotal.toFixed(2), tax: tax.toFixed(2), total: subtotal.plus(tax).toFixed(2), issuedOn: today, dueOn: dueOn < today ? today : dueOn,
    createdAt: now, updatedAt: now,
  });
  for (const [position, { description, unitPrice, taxRate, lineTax }] of lines.entries()) {
    await insertRow(scope, 'invoice_lines', { organizationId, invoiceId: id, position, description, quantity: '1', unitPrice, taxRate, lineTotal: unitPrice, lineTax });
  }
  await scope.record('invoice.issued', { type: 'invoice', id }, { kind, number: label, subscriberId, total: subtotal.plus(tax).toFixed(2), currency });
  return { id, number: label };
}

/** Cancels the bill of a conversion; what was paid stays. Answers what became of it, or null where there is none. */
export async function cancelBillOf(scope: Scope, conversionId: string, reason: string): Promise<{ number: string; cancelled: boolean } | null> {
  const { rows, organizationId, now } = scope;
  const [bill] = await rows<{ id: string; kind: 'invoice' | 'proforma'; number: number; status: string }>(
    `select id, kind, number, status from invoices where organization_id = $1 and conversion_id = $2 and status <> 'cancelled' order by conversion_round desc limit 1 for update`,
    [organizationId, conversionId]);
  if (!bill) return null;
  const number = formatNumber(bill.kind, bill.number);
  if (bill.status === 'paid') return { number, cancelled: false };
  await cancelRow(scope, bill.id, reason);
  await scope.record('invoice.cancelled', { type: 'invoice', id: bill.id }, { number, reason, at: now.toISOString() });
  return { number, cancelled: true };
}

export const cancelRow = ({ rows, organizationId, now }: Scope, id: string, reason: string) => rows(
  `update invoices set status = 'cancelled', cancelled_at = $3, cancel_reason = $4, updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`,
  [organizationId, id, now, reason.trim()]);
