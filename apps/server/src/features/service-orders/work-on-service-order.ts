import type { Input, ServiceOrder, completeServiceOrder, scheduleServiceOrder, setOrderEquipment, updateServiceOrder } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber } from '../../core/numbers.ts';
import { InvalidFields, NotAllowed, NotFound } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { enableWaiting } from '../router-users/index.ts';
import { activateService } from '../subscribers/index.ts';
import { clashOf, lockAppointmentsOf } from './appointment-clash.ts';
import { AppointmentClash, ChecklistOpen, NotYourServiceOrder, ServiceOrderOver, ServiceOrderStarted } from './service-order.errors.ts';
import { changeNeeds, holdForTechnician, holdMissing, issueEquipment } from './order-equipment.ts';
import { cancelRow } from './service-order.ts';
import { serviceOrderView, techniciansFor } from './service-order.view.ts';

interface Locked {
  id: string;
  number: string;
  status: ServiceOrder['status'];
  technicianId: string | null;
  subscriberId: string;
  subscriptionId: string | null;
  routerUserId: string | null;
  conversionId: string | null;
  version: number;
}

/** Locks an order that the actor may work on and that is not over. */
async function lockOrder(scope: Scope, id: string): Promise<Locked> {
  const order = await lockAnyOrder(scope, id);
  if (order.status === 'completed' || order.status === 'cancelled') throw new ServiceOrderOver(order.number, order.status);
  return order;
}

/** Locks an order whose files the actor may change: one they may work on, also when it is completed. */
export const lockForFiles = async (scope: Scope, id: string): Promise<void> => void await lockAnyOrder(scope, id);

async function lockAnyOrder(scope: Scope, id: string): Promise<Locked> {
  const { rows, organizationId, actor } = scope;
  const [found] = await rows<Omit<Locked, 'number'> & { number: number }>(
    `select id, number, status, technician_id as "technicianId", subscriber_id as "subscriberId", subscription_id as "subscriptionId",
            router_user_id as "routerUserId", conversion_id as "conversionId", version from service_orders where organization_id = $1 and id = $2 for update`, [organizationId, id]);
  const reaches = (whose: string[] | null) => !whose || whose.includes(found?.technicianId ?? nobody);
  if (!found || !reaches(techniciansFor(actor, 'service-orders:read'))) throw new NotFound('service order');
  const number = formatNumber('service_order', found.number);
  if (actor.role && !actor.grants['service-orders:write']) throw new NotAllowed();
  if (!reaches(techniciansFor(actor, 'service-orders:write'))) throw new NotYourServiceOrder(number);
  return { ...found, number };
}

async function write(
  { rows, organizationId, now }: Scope, id: string, columns: { [column: string]: unknown },
): Promise<void> {
  const entries = Object.entries(columns);
  const set = entries.map(([column], index) => `${column} = $${index + 4}, `).join('');
  await rows(
    `update service_orders set ${set}updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, now, ...entries.map(([, value]) => value)]);
}

export async function updateOrder(scope: Scope, id: string, changes: NonNullable<Input<typeof updateServiceOrder>['body']>, ifMatch: number | null): Promise<ServiceOrder> {
  const order = await lockOrder(scope, id);
  await expectVersion(order, ifMatch, () => serviceOrderView(scope, id));
  const cleaned = Object.fromEntries(Object.entries(changes).map(([field, text]) => [field, text?.trim() || null]));
  await write(scope, id, cleaned);
  await scope.record('service_order.updated', { type: 'service_order', id }, cleaned);
  return serviceOrderView(scope, id);
}

const longest = 24 * 3_600_000;

/** Throws a 422 for what is no appointment or no technician. */
export async function checkAppointment(
  { rows, organizationId }: Scope, { technicianId, from, to }: { technicianId?: string | null; from: string; to: string }, at = '',
): Promise<string | null> {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0 || length > longest) throw new InvalidFields([{ pointer: `${at}/to`, detail: 'Expected a time after its beginning, at most 24 hours later.' }]);
  if (!technicianId) return null;
  const [person] = await rows<{ name: string }>(
    `select name from users where organization_id = $1 and id = $2 and disabled_at is null and role not in ('viewer')`, [organizationId, technicianId]);
  if (!person) throw new InvalidFields([{ pointer: `${at}/technicianId`, detail: 'There is nobody like that who could go.' }]);
  return person.name;
}

/** Says who comes and when. What is scheduled already is moved. */
export async function schedule(scope: Scope, id: string, { force = false, from, to, ...who }: Input<typeof scheduleServiceOrder>['body']): Promise<ServiceOrder> {
  const order = await lockOrder(scope, id);
  const technicianId = who.technicianId === undefined ? order.technicianId : who.technicianId;
  const technician = await checkAppointment(scope, { technicianId, from, to });
  const reachable = techniciansFor(scope.actor, 'service-orders:write');
  if (reachable && !reachable.includes(technicianId ?? nobody)) {
    throw new InvalidFields([{ pointer: '/technicianId', detail: 'You may plan your own appointments only.' }]);
  }
  if (technicianId && !force) await refuseClash(scope, { id, technicianId, technician: technician!, from, to });
  await write(scope, id, {
    technician_id: technicianId, appointment_from: from, appointment_to: to, status: order.status === 'in_progress' ? 'in_progress' : 'scheduled',
  });
  if (technicianId !== order.technicianId) await holdForTechnician(scope, { ...order, technicianId });
  await scope.record('service_order.scheduled', { type: 'service_order', id }, { number: order.number, technicianId, technicianName: technician, from, to });
  return serviceOrderView(scope, id);
}

async function refuseClash(
  scope: Scope, { id, technician, ...appointment }: { id: string; technicianId: string; technician: string; from: string; to: string },
): Promise<void> {
  await lockAppointmentsOf(scope, appointment.technicianId);
  const clash = await clashOf(scope, appointment, id);
  if (clash) throw new AppointmentClash(technician, clash);
}

export async function start(scope: Scope, id: string): Promise<ServiceOrder> {
  const order = await lockOrder(scope, id);
  if (order.status === 'in_progress') throw new ServiceOrderStarted(order.number);
  const technicianId = order.technicianId ?? scope.actor.userId;
  await write(scope, id, { status: 'in_progress', started_at: scope.now, technician_id: technicianId });
  if (technicianId !== order.technicianId) await holdForTechnician(scope, { ...order, technicianId });
  await scope.record('service_order.started', { type: 'service_order', id }, { number: order.number, technicianId });
  return serviceOrderView(scope, id);
}

export async function tick(scope: Scope, id: string, itemId: string, done: boolean): Promise<ServiceOrder> {
  const { rows, organizationId, actor, now } = scope;
  await lockOrder(scope, id);
  const [item] = await rows<{ text: string }>(
    `update service_order_items set done_at = case when $4 then coalesce(done_at, $5) end, done_by_id = case when $4 then coalesce(done_by_id, $6) end
      where organization_id = $1 and service_order_id = $2 and id = $3 returning text`, [organizationId, id, itemId, done, now, actor.userId]);
  if (!item) throw new NotFound('item');
  await write(scope, id, {});
  await scope.record(done ? 'service_order.item_done' : 'service_order.item_reopened', { type: 'service_order', id }, { text: item.text });
  return serviceOrderView(scope, id);
}

/** The work is done: from now on the service runs that waited for it, and a router user that waited for it is enabled. */
export async function complete(
  scope: Scope, id: string, { signature, openItemsReason, equipment = [], equipmentReason }: NonNullable<Input<typeof completeServiceOrder>['body']>,
): Promise<ServiceOrder> {
  const { rows, organizationId, actor, now } = scope;
  const order = await lockOrder(scope, id);
  const open = await rows<{ text: string }>(
    'select text from service_order_items where organization_id = $1 and service_order_id = $2 and done_at is null order by position', [organizationId, id]);
  if (open.length > 0 && !openItemsReason) throw new ChecklistOpen(open.map(({ text }) => text));
  await write(scope, id, {
    status: 'completed', completed_at: now, completed_by_id: actor.userId, technician_id: order.technicianId ?? actor.userId,
    signature: signature ? JSON.stringify(signature) : null, equipment_reason: equipmentReason?.trim() ?? null,
  });
  const operationId = order.routerUserId ? await enableWaiting(scope, order.routerUserId) : null;
  const runs = (order.conversionId || order.subscriptionId) && await activateService(scope, order.subscriberId, order.subscriptionId);
  const shortfalls = await issueEquipment(scope, { ...order, technicianId: order.technicianId ?? actor.userId }, equipment, { explained: equipmentReason !== undefined });
  const beyondStock = shortfalls.length > 0 ? { beyondStock: shortfalls } : {};
  await scope.record('service_order.completed', { type: 'service_order', id }, {
    number: order.number, subscriberId: order.subscriberId, ...(operationId ? { operationId } : {}), ...(openItemsReason ? { openItemsReason: openItemsReason.trim(), openItems: open.length } : {}),
    ...beyondStock,
  });
  await scope.record(order.conversionId || runs ? 'subscriber.installed' : 'subscriber.visited', { type: 'subscriber', id: order.subscriberId }, {
    serviceOrderId: id, number: order.number, ...beyondStock,
  });
  return serviceOrderView(scope, id);
}

/** Holds what is still missing of what the order needs. */
export async function holdEquipment(scope: Scope, id: string): Promise<ServiceOrder> {
  await holdMissing(scope, await lockOrder(scope, id));
  return serviceOrderView(scope, id);
}

/** Says what is to be installed, instead of what its package came with. */
export async function setEquipment(scope: Scope, id: string, { equipment }: Input<typeof setOrderEquipment>['body'], ifMatch: number | null): Promise<ServiceOrder> {
  const order = await lockOrder(scope, id);
  await expectVersion(order, ifMatch, () => serviceOrderView(scope, id));
  await changeNeeds(scope, order, equipment);
  await write(scope, id, {});
  const after = await serviceOrderView(scope, id);
  await scope.record('service_order.equipment_changed', { type: 'service_order', id }, {
    number: order.number, equipment: after.equipment.map(({ itemId, itemName, quantity }) => ({ itemId, itemName, quantity })),
  });
  return after;
}

export async function cancel(scope: Scope, id: string, reason: string): Promise<ServiceOrder> {
  const order = await lockOrder(scope, id);
  await cancelRow(scope, id, order.number, reason);
  return serviceOrderView(scope, id);
}
