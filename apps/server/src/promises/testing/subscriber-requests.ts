import { byId, conversionOf, fresh, freshInvoice, freshLead, freshlyConverted, freshOrder, type Make } from './fresh-records.ts';

/** What is asked of conversions and of what comes of them: subscribers, invoices and service orders. */
export const subscriberRequests: { readonly [operationId: string]: Make } = {
  cancelConversion: (scene) => conversionOf(scene, 'running'),
  skipConversionStep: async (scene) => ({ ...await conversionOf(scene, 'failed'), body: { step: 'connect', reason: fresh() } }),
  previewUsernames: () => ({ body: { usernamePattern: '{first_name}.{next|4}' } }),
  updateConversionSettings: () => ({ body: { checklist: [fresh()] } }),
  planReopening: async (scene) => ({ params: { id: (await freshlyConverted(scene)).leadId } }),
  exportInvoices: ({ ids }) => ({ query: { subscriberId: ids.subscriber, format: 'csv' } }),
  listInvoices: ({ ids }) => ({ query: { subscriberId: ids.subscriber } }),
  getInvoice: byId('invoice'),
  getInvoicePdf: byId('invoice'),
  payInvoice: async (scene) => ({ params: await freshInvoice(scene), body: { paidOn: '2031-01-02' } }),
  cancelInvoice: async (scene) => ({ params: await freshInvoice(scene), body: { reason: fresh() } }),
  listServiceOrders: ({ ids }) => ({ query: { subscriberId: ids.subscriber, technicianId: ids.user } }),
  getServiceOrderBoard: ({ ids }) => ({ query: { technicianId: ids.user } }),
  listAppointments: ({ ids }) => ({ query: { from: '2031-01-01', to: '2031-01-07', technicianId: ids.user } }),
  createServiceOrder: ({ ids }) => ({ body: { subscriberId: ids.subscriber, subscriptionId: ids.subscription, notes: fresh(), equipment: [{ itemId: ids.item, quantity: 1 }] } }),
  getServiceOrder: byId('serviceOrder'),
  setOrderEquipment: async (scene) => ({ params: await freshOrder(scene), body: { equipment: [{ itemId: scene.ids.item, quantity: 2 }] } }),
  updateServiceOrder: async (scene) => ({ params: await freshOrder(scene), body: { notes: fresh() } }),
  scheduleServiceOrder: async (scene) => ({
    params: await freshOrder(scene),
    body: { technicianId: scene.people.technician.user.id, from: '2031-01-02T08:00:00Z', to: '2031-01-02T09:00:00Z', force: true },
  }),
  startServiceOrder: async (scene) => ({ params: await freshOrder(scene) }),
  tickServiceOrderItem: async (scene) => {
    const { id } = await freshOrder(scene);
    const { body } = await scene.owner.get(`/service-orders/${id}`);
    return { params: { id, itemId: body.checklist[0].id }, body: { done: true } };
  },
  reserveOrderEquipment: async (scene) => ({ params: await freshOrder(scene) }),
  completeServiceOrder: async (scene) => ({
    params: await freshOrder(scene), body: { openItemsReason: fresh(), equipment: [{ itemId: scene.ids.item, serials: [] }], equipmentReason: fresh() },
  }),
  cancelServiceOrder: async (scene) => ({ params: await freshOrder(scene), body: { reason: fresh() } }),
  convertLead: async (scene) => {
    const id = await freshLead(scene);
    const request = {
      type: 'active_without_invoice',
      offerId: scene.ids.offer,
      routerUser: { routerId: scene.ids.router, service: 'pppoe', username: fresh() },
      subscriberId: scene.ids.subscriber,
      appointment: { technicianId: scene.people.technician.user.id, from: '2031-01-02T08:00:00Z', to: '2031-01-02T09:00:00Z' },
    };
    const {
      body: { planHash },
    } = await scene.owner.post(`/leads/${id}/conversion-plan`, request);
    return { params: { id }, body: { planHash, ...request } };
  },
  getConversion: byId('conversion'),
  getSubscriber: byId('subscriber'),
  updateSubscriber: ({ ids }) => ({ params: { id: ids.subscriber }, body: { location: fresh() } }),
  updateSubscription: ({ ids }) => ({ params: { id: ids.subscription }, body: { offerId: ids.offer, monthlyPrice: '2250', reason: fresh() } }),
  getSubscriberEquipment: byId('subscriber'),
  getSubscriberTimeline: byId('subscriber'),
  listNetworkDevices: ({ ids }) => ({ query: { subscriberId: ids.subscriber, itemId: ids.item, type: 'onu', state: 'in_use', q: 'A4:91', popSite: 'Kilimani', count: 'true' } }),
  getNetworkDevice: byId('networkDevice'),
  planConversion: ({ ids }) => ({
    params: { id: ids.lead },
    body: {
      type: 'active_without_invoice',
      offerId: ids.offer,
      routerUser: { routerId: ids.router, service: 'pppoe' },
      subscriberId: ids.subscriber,
      appointment: { technicianId: ids.user, from: '2031-01-02T08:00:00Z', to: '2031-01-02T09:00:00Z' },
    },
  }),
  reopenLead: async (scene) => {
    const id = await freshLead(scene);
    const request = { type: 'active_without_invoice' };
    const { body } = await scene.owner.post(`/leads/${id}/conversion-plan`, request);
    await scene.owner.post(`/leads/${id}/conversion`, { planHash: body.planHash, ...request });
    return { params: { id }, body: { reason: fresh(), stageId: scene.ids.stage } };
  },
  retryConversion: (scene) => conversionOf(scene, 'failed'),
};
