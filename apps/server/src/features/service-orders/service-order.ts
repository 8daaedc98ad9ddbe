import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber, takeNumbers } from '../../core/numbers.ts';
import { insertRow, insertRows } from '../../core/rows.ts';
import { releaseFor } from '../stock-movements/index.ts';
import { clashOf, lockAppointmentsOf, type Clash } from './appointment-clash.ts';
import { equipOrder } from './order-equipment.ts';

export interface NewServiceOrder {
  subscriberId: string;
  subscriptionId: string | null;
  /** The package, whose equipment it needs. */
  offerId: string | null;
  /** What is held for these is for the order now. */
  quoteIds: readonly string[];
  routerUserId: string | null;
  /** Null for a visit that was ordered by itself. */
  conversion: { id: string; round: number } | null;
  notes?: string | null;
  address: string | null;
  checklist: readonly string[];
  appointment: { technicianId: string | null; from: string; to: string } | null;
}

/**
 * Makes the order by which a technician goes to a subscriber. It is made also where the technician has something else then: what was agreed with the customer is
 * not lost, the order says it, and the other one's number is answered.
 */
export async function createServiceOrder(scope: Scope, order: NewServiceOrder): Promise<{ id: string; number: string; clashesWith: string | null }> {
  const { organizationId, now } = scope;
  const { subscriberId, subscriptionId, offerId, quoteIds, routerUserId, conversion, address, checklist, appointment } = order;
  const id = newId();
  const number = await takeNumbers(scope, 'service_order', 1);
  const label = formatNumber('service_order', number);
  const clash = appointment && await clashWhenMade(scope, appointment);
  await insertRow(scope, 'service_orders', {
    organizationId, id, number, status: appointment ? 'scheduled' : 'open', subscriberId, subscriptionId, routerUserId, conversionId: conversion?.id ?? null,
    conversionRound: conversion?.round ?? null, notes: order.notes ?? null, technicianId: appointment?.technicianId ?? null, appointmentFrom: appointment?.from ?? null, appointmentTo: appointment?.to ?? null,
    address, createdAt: now, updatedAt: now,
  });
  await insertRows(scope, 'service_order_items', checklist.map((text, position) => ({ id: newId(), serviceOrderId: id, position, text })));
  await equipOrder(scope, { id, subscriberId, technicianId: appointment?.technicianId ?? null }, offerId, quoteIds);
  await scope.record('service_order.created', { type: 'service_order', id }, {
    number: label, subscriberId, technicianId: appointment?.technicianId ?? null, ...(clash ? { clashesWith: clash.number } : {}),
  });
  return { id, number: label, clashesWith: clash?.number ?? null };
}

async function clashWhenMade(scope: Scope, { technicianId, from, to }: NonNullable<NewServiceOrder['appointment']>): Promise<Clash | null> {
  if (!technicianId) return null;
  await lockAppointmentsOf(scope, technicianId);
  return clashOf(scope, { technicianId, from, to });
}

/** Locks the order of a conversion that is not cancelled, where there is one. */
export async function lockOrderOf({ rows, organizationId }: Scope, conversionId: string): Promise<{ id: string; number: number; status: string } | null> {
  const [order] = await rows<{ id: string; number: number; status: string }>(
    `select id, number, status from service_orders where organization_id = $1 and conversion_id = $2 and status <> 'cancelled'
      order by conversion_round desc limit 1 for update`, [organizationId, conversionId]);
  return order ?? null;
}

/** Cancels the order of a conversion; work that is completed stays. Answers what became of it, or null where there is none. */
export async function cancelOrderOf(scope: Scope, conversionId: string, reason: string): Promise<{ number: string; cancelled: boolean } | null> {
  const order = await lockOrderOf(scope, conversionId);
  if (!order) return null;
  const number = formatNumber('service_order', order.number);
  if (order.status === 'completed') return { number, cancelled: false };
  await cancelRow(scope, order.id, number, reason);
  return { number, cancelled: true };
}

export async function cancelRow(scope: Scope, id: string, number: string, reason: string): Promise<void> {
  const { rows, organizationId, now, record } = scope;
  await rows(
    `update service_orders set status = 'cancelled', cancelled_at = $3, cancel_reason = $4, updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, now, reason.trim()]);
  await releaseFor(scope, { serviceOrderId: id });
  await record('service_order.cancelled', { type: 'service_order', id }, { number, reason: reason.trim() });
}
