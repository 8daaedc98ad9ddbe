/** What a technician does at a new subscriber's: made by the conversion, and completed when the service runs. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Equipment, EquipmentInput, mostEquipment } from './equipment.ts';
import { Signature } from './quote-schemas.ts';
import { ById, Changes, Id, IdList, Instant, Nullable, OneOf, Page, RequiredText, Search, Shape, Text, Version, named, paging } from './schemas.ts';
import { Serial } from './stock-movements.ts';
import { RouterUserState } from './subscribers.ts';

const tag = 'service-orders';

export const serviceOrderStatuses = ['open', 'scheduled', 'in_progress', 'completed', 'cancelled'] as const;
export const ServiceOrderStatus = OneOf(serviceOrderStatuses);
export type ServiceOrderStatus = Static<typeof ServiceOrderStatus>;

const card = {
  id: Id,
  number: Type.String({ description: 'For example SO-000341.' }),
  status: ServiceOrderStatus,
  subscriberId: Id,
  subscriberName: Type.String(),
  subscriberPhone: Nullable(Type.String()),
  offerName: Nullable(Type.String()),
  address: Nullable(Type.String()),
  technicianId: Nullable(Id),
  technicianName: Nullable(Type.String()),
  appointmentFrom: Nullable(Instant),
  appointmentTo: Nullable(Instant),
  itemsDone: Type.Integer(),
  items: Type.Integer({ description: 'Of the checklist.' }),
  equipmentMissing: Type.Integer({ description: 'How many of its equipment are neither held for it nor issued; none once it is over.' }),
  createdAt: Instant,
};
export const ServiceOrderCard = named('ServiceOrderCard', Shape(card));
export type ServiceOrderCard = Static<typeof ServiceOrderCard>;

export const OrderEquipment = named('OrderEquipment', Shape({
  ...Equipment.properties,
  reserved: Type.Integer({ description: 'Held for this order.' }),
  issued: Type.Integer({ description: 'Issued for this order, what was undone taken off.' }),
  short: Type.Integer({ description: 'Installed beyond what the stock had when the order was completed, and not issued for it since.' }),
  heldAt: Type.Array(Shape({
    locationId: Id, locationName: Type.String(), quantity: Type.Integer(), since: Instant,
    whenItArrived: Type.Boolean({ description: 'The order had waited for it, and it was held by itself when it came.' }),
  })),
  units: Type.Array(Shape({ id: Id, serial: Type.String() }), { description: 'Issued or held by name.' }),
}));
export type OrderEquipment = Static<typeof OrderEquipment>;

export const ServiceOrder = named('ServiceOrder', Shape({
  ...card,
  subscriberNumber: Type.String(),
  latitude: Nullable(Type.Number()),
  longitude: Nullable(Type.Number()),
  leadId: Nullable(Id),
  conversionId: Nullable(Id),
  routerUserId: Nullable(Id),
  routerUsername: Nullable(Type.String()),
  routerUserState: Nullable(RouterUserState),
  routerName: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  clash: Nullable(Shape({ id: Id, number: Type.String(), from: Instant, to: Instant }, { description: 'Where else its technician has to be at the time of its appointment; null once it is over.' })),
  checklist: Type.Array(Shape({
    id: Id, text: Type.String(), doneAt: Nullable(Instant), doneByName: Nullable(Type.String()),
  })),
  equipment: Type.Array(OrderEquipment, { description: 'What its package comes with, and whatever else is held for it or was issued for it.' }),
  equipmentReason: Nullable(Type.String({ description: 'Why it was completed with fewer serials than its equipment has, or with more than the stock had.' })),
  signature: Nullable(Signature),
  startedAt: Nullable(Instant),
  completedAt: Nullable(Instant),
  completedByName: Nullable(Type.String()),
  cancelledAt: Nullable(Instant),
  cancelReason: Nullable(Type.String()),
  canWork: Type.Boolean({ description: 'Whether the caller may change it now.' }),
  version: Version,
}));
export type ServiceOrder = Static<typeof ServiceOrder>;

const filters = {
  status: Type.Optional(Type.String({
    pattern: `^(${serviceOrderStatuses.join('|')})(,(${serviceOrderStatuses.join('|')})){0,4}$`, description: 'Several separated by commas; all where left out.',
  })),
  technicianId: Type.Optional(IdList),
  subscriberId: Type.Optional(Id),
  q: Type.Optional(Search),
};

export const listServiceOrders = endpoint({
  operationId: 'listServiceOrders', tag, summary: 'List service orders, newest first', method: 'GET', path: '/service-orders', access: 'service-orders:read',
  query: Shape({ ...paging, ...filters, count: Type.Optional(Type.Boolean()) }), response: Page('ServiceOrderPage', ServiceOrderCard),
});
export const getServiceOrderBoard = endpoint({
  operationId: 'getServiceOrderBoard', tag, summary: 'Service orders by status, the first of each', method: 'GET', path: '/service-orders/board',
  access: 'service-orders:read', description: 'What was completed or cancelled more than 30 days ago is left out.',
  query: Shape({ technicianId: Type.Optional(IdList), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })) }),
  response: named('ServiceOrderBoard', Shape({
    columns: Type.Array(Shape({ status: ServiceOrderStatus, count: Type.Integer(), orders: Type.Array(ServiceOrderCard) })),
  })),
});
export const listAppointments = endpoint({
  operationId: 'listAppointments', tag, summary: 'Appointments within some days', method: 'GET', path: '/service-orders/appointments', access: 'service-orders:read',
  description: 'At most 31 days and the first 500 appointments; days are those of the organization’s time zone.',
  query: Shape({
    from: Type.String({ format: 'date' }), to: Type.String({ format: 'date', description: 'That day included.' }), technicianId: Type.Optional(IdList),
  }),
  response: named('AppointmentList', Shape({ data: Type.Array(ServiceOrderCard) })), errors: [422],
});
export const getServiceOrder = endpoint({
  operationId: 'getServiceOrder', tag, summary: 'One service order', method: 'GET', path: '/service-orders/:id', access: 'service-orders:read', params: ById,
  response: ServiceOrder, errors: [404],
});
export const createServiceOrder = endpoint({
  operationId: 'createServiceOrder', tag, summary: 'Order a visit to a subscriber', method: 'POST', path: '/service-orders', access: 'service-orders:write', status: 201,
  description: 'Of a service that waits for its installation it is that installation: its package’s equipment is held, and completing it has the service run. Of any other, or of none, '
    + 'it is a visit such as a repair.',
  body: named('NewServiceOrder', Shape({
    subscriberId: Id,
    subscriptionId: Type.Optional(Type.String({ format: 'uuid', description: 'The service that it is about; not one that has ended.' })),
    notes: Type.Optional(Text(4000, 'What is to be done.')),
    address: Type.Optional(Text(300, 'Where the subscriber’s service is where left out.')),
    checklist: Type.Optional(Type.Array(RequiredText(200), { maxItems: 40, description: 'That of Settings for an installation, none otherwise, where left out.' })),
    equipment: Type.Optional(Type.Array(EquipmentInput, { maxItems: mostEquipment, description: 'The package’s for an installation, none otherwise, where left out.' })),
  })),
  response: ServiceOrder, errors: [409, 422],
});
export const updateServiceOrder = endpoint({
  operationId: 'updateServiceOrder', tag, summary: 'Change the address or the notes of a service order', method: 'PATCH', path: '/service-orders/:id',
  access: 'service-orders:write', params: ById,
  body: named('ServiceOrderChanges', Changes(Shape({ address: Nullable(Text(300)), notes: Nullable(Text(4000)) }))), response: ServiceOrder, errors: [404, 409, 412],
});
export const setOrderEquipment = endpoint({
  operationId: 'setOrderEquipment', tag, summary: 'Say what is to be installed', method: 'PUT', path: '/service-orders/:id/equipment', access: 'service-orders:write', params: ById,
  description: 'Instead of what it needed before. What is not needed any more is free for others at once, and what is new is held as far as it is there; what was issued for it stays issued.',
  body: named('OrderEquipmentInput', Shape({ equipment: Type.Array(EquipmentInput, { maxItems: mostEquipment }) })), response: ServiceOrder, errors: [404, 409, 412, 422],
});
export const Appointment = {
  technicianId: Type.Optional(Nullable(Id)),
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time', description: 'After `from`, at most 24 hours later.' }),
};
export const scheduleServiceOrder = endpoint({
  operationId: 'scheduleServiceOrder', tag, summary: 'Say who comes and when', method: 'POST', path: '/service-orders/:id/schedule',
  access: 'service-orders:write', params: ById,
  body: named('ScheduleServiceOrder', Shape({ ...Appointment, force: Type.Optional(Type.Boolean({ description: 'Also where the technician has another appointment then.' })) })),
  response: ServiceOrder, errors: [404, 409, 422],
});
export const startServiceOrder = endpoint({
  operationId: 'startServiceOrder', tag, summary: 'Begin the work; who begins what nobody has, has it', method: 'POST', path: '/service-orders/:id/start',
  access: 'service-orders:write', params: ById, response: ServiceOrder, errors: [404, 409],
});
export const tickServiceOrderItem = endpoint({
  operationId: 'tickServiceOrderItem', tag, summary: 'Tick an item of the checklist off, or not', method: 'POST', path: '/service-orders/:id/items/:itemId',
  access: 'service-orders:write', params: Shape({ id: Id, itemId: Id }), body: Shape({ done: Type.Boolean() }), response: ServiceOrder, errors: [404, 409],
});
export const completeServiceOrder = endpoint({
  operationId: 'completeServiceOrder', tag, summary: 'Complete a service order: the service runs from now on', method: 'POST', path: '/service-orders/:id/complete',
  access: 'service-orders:write', params: ById,
  description: 'Activates subscriber and subscription, issues its equipment and enables a router user that waits. 409 `checklist_open` where something is not ticked and no reason is given; '
    + '`serials_needed` names the tracked items whose serials are asked for. Counted items are issued by themselves, as far as they are there; `not_enough_stock` where more is named than there is, unless `equipmentReason` says why: what is beyond it is `short` then. '
    + '403 `not_your_van` for a serial in somebody else’s van, of whoever does not keep the stock.',
  body: named('CompleteServiceOrder', Shape({
    equipment: Type.Optional(Type.Array(Shape({
      itemId: Id,
      quantity: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'Of a counted item, where it was not as many as planned.' })),
      serials: Type.Optional(Type.Array(Serial, { maxItems: 200, description: 'Of a tracked item, those that were installed.' })),
    }), { maxItems: 2 * mostEquipment, description: 'What was installed, where that has to be said.' })),
    equipmentReason: Type.Optional(RequiredText(500, 'Why fewer serials are named than its equipment has, or more of a counted item than there is.')),
    signature: Type.Optional(Signature),
    openItemsReason: Type.Optional(RequiredText(500, 'Why it is complete although items are not ticked.')),
  })),
  response: ServiceOrder, errors: [404, 409, 422],
});
export const reserveOrderEquipment = endpoint({
  operationId: 'reserveOrderEquipment', tag, summary: 'Hold what is still missing of its equipment', method: 'POST', path: '/service-orders/:id/reserve-equipment',
  access: 'service-orders:write', params: ById, response: ServiceOrder, errors: [404, 409],
  description: 'As far as it is there: from the technician’s van first, then from where the item is kept. 409 `not_enough_stock` where nothing could be held, with who holds it.',
});
export const cancelServiceOrder = endpoint({
  operationId: 'cancelServiceOrder', tag, summary: 'Cancel a service order that is not completed', method: 'POST', path: '/service-orders/:id/cancel',
  access: 'service-orders:write', params: ById, body: Shape({ reason: RequiredText(500) }), response: ServiceOrder, errors: [404, 409],
});
