import { byId, failedOperation, fresh, freshDifference, freshRouterUser, madeId, routerBody, type Make } from './fresh-records.ts';

/** What is asked of routers and of the users on them. */
export const routerRequests: { readonly [operationId: string]: Make } = {
  // Of its own: one that was found down cannot be converted on.
  checkRouter: async (scene) => ({ params: { id: await madeId(scene, '/routers', routerBody()) } }),
  listRouterUsers: ({ ids }) => ({ query: { routerId: ids.router, subscriberId: ids.subscriber } }),
  getRouterDrift: byId('router'),
  compareRouter: async (scene) => ({ params: { id: await madeId(scene, '/routers', routerBody()) } }),
  getRouterProfiles: byId('router'),
  getAddressPools: byId('router'),
  listFreeAddresses: byId('router'),
  setAddressPools: ({ ids }) => ({ params: { id: ids.router }, body: { pools: [{ name: fresh(), kind: 'own', ranges: '10.20.0.0/28' }] } }),
  setRouterProfiles: ({ ids }) => ({ params: { id: ids.router }, body: { profiles: [{ offerId: ids.offer, profile: fresh() }] } }),
  adoptDifference: async (scene) => ({ ...await freshDifference(scene), body: { subscriberId: scene.ids.subscriber } }),
  fixDifference: freshDifference,
  getRouterUser: byId('routerUser'),
  createRouterUser: ({ ids }) => ({
    params: { id: ids.router }, body: { service: 'pppoe', username: fresh(), offerId: ids.offer, subscriberId: ids.subscriber },
  }),
  suspendRouterUser: (scene) => freshRouterUser(scene, 'active'),
  resumeRouterUser: (scene) => freshRouterUser(scene, 'suspended'),
  changeRouterUser: async (scene) => ({ ...await freshRouterUser(scene, 'active'), body: { offerId: scene.ids.offer } }),
  planRouterUserChange: async (scene) => ({ ...await freshRouterUser(scene, 'active'), body: { offerId: scene.ids.offer } }),
  removeRouterUser: (scene) => freshRouterUser(scene, 'active'),
  getRouterOperation: byId('routerOperation'),
  retryRouterOperation: failedOperation,
  cancelRouterOperation: failedOperation,
  skipRouterOperationStep: async (scene) => ({ ...await failedOperation(scene), body: { step: 'connect', reason: fresh() } }),
  createRouter: () => ({ body: routerBody() }),
  deleteRouter: async (scene) => ({ params: { id: await madeId(scene, '/routers', routerBody()) } }),
  getRouter: byId('router'),
  updateRouter: ({ ids }) => ({ params: { id: ids.router }, body: { username: fresh() } }),
};
