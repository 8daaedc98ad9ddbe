import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { testPassword } from '../../testing/index.ts';
import {
  byId, conversionOf, failedOperation, fileOn, fresh, freshDifference, freshFile, freshInvoice, freshLead, freshLogo, freshlyConverted, freshOrder, freshPhone, freshPipeline,
  freshRouterUser, freshView, idFilters, lookedThrough, madeId, narrowedLeads, offerBody, plannedActivity, routerBody, scoreDraft, scoreRules, smallestWebp, viewBody,
  whose, type Make, type RequestParts,
} from './fresh-records.ts';
import { quoteRequests } from './quote-requests.ts';
import { stockRequests } from './stock-requests.ts';
import { finishedJob, sentImport, type Scene } from './scene.ts';

/**
 * A request for each operation that the owner of the scene is answered with success. Every id that the operation can be
 * given is in it, so that promises about ids reach every place. Operations without an entry need nothing.
 */
export const acceptedRequests: { readonly [operationId: string]: Make } = {
  ...quoteRequests,
  ...stockRequests,
  activateScoreRules: async (scene) => {
    await scoreDraft(scene);
    return {};
  },
  assignLead: async (scene) => ({
    params: { id: await freshLead(scene) },
    body: { ownerId: scene.people.manager.user.id },
  }),
  cancelConversion: (scene) => conversionOf(scene, 'running'),
  // Of its own: one that was found down cannot be converted on.
  checkRouter: async (scene) => ({ params: { id: await madeId(scene, '/routers', routerBody()) } }),
  updateConversionSettings: () => ({ body: { checklist: [fresh()] } }),
  planReopening: async (scene) => ({ params: { id: (await freshlyConverted(scene)).leadId } }),
  listInvoices: ({ ids }) => ({ query: { subscriberId: ids.subscriber } }),
  getInvoice: byId('invoice'),
  payInvoice: async (scene) => ({ params: await freshInvoice(scene), body: { paidOn: '2031-01-02' } }),
  cancelInvoice: async (scene) => ({ params: await freshInvoice(scene), body: { reason: fresh() } }),
  listServiceOrders: ({ ids }) => ({ query: { subscriberId: ids.subscriber, technicianId: ids.user } }),
  getServiceOrderBoard: ({ ids }) => ({ query: { technicianId: ids.user } }),
  listAppointments: ({ ids }) => ({ query: { from: '2031-01-01', to: '2031-01-07', technicianId: ids.user } }),
  getServiceOrder: byId('serviceOrder'),
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
  completeServiceOrder: async (scene) => ({ params: await freshOrder(scene), body: { openItemsReason: fresh() } }),
  cancelServiceOrder: async (scene) => ({ params: await freshOrder(scene), body: { reason: fresh() } }),
  listRouterUsers: ({ ids }) => ({ query: { routerId: ids.router, subscriberId: ids.subscriber } }),
  getRouterDrift: byId('router'),
  compareRouter: async (scene) => ({ params: { id: await madeId(scene, '/routers', routerBody()) } }),
  getRouterProfiles: byId('router'),
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
  removeRouterUser: (scene) => freshRouterUser(scene, 'active'),
  getRouterOperation: byId('routerOperation'),
  retryRouterOperation: failedOperation,
  cancelRouterOperation: failedOperation,
  claimLead: async (scene) => ({ params: { id: await freshLead(scene, { ownerId: null }) } }),
  claimNextLead: async (scene) => {
    await freshLead(scene, { ownerId: null });
    return { body: { pipelineId: scene.ids.pipeline } };
  },
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
  createActivity: async (scene) => ({
    body: {
      leadId: await freshLead(scene),
      type: 'call',
      status: 'done',
      outcome: 'answered',
      body: 'Talked',
      assigneeId: scene.ids.user,
      followUpAt: '2031-02-03',
    },
  }),
  completeActivity: async (scene) => ({
    params: { id: await plannedActivity(scene) },
    body: { outcome: 'interested', body: 'Went well', followUpAt: '2031-02-03' },
  }),
  createApiToken: () => ({ body: { name: fresh(), scopes: ['leads:read'] } }),
  setLogo: () => ({ body: { file: smallestWebp } }),
  getLogo: async (scene) => ({ params: { organizationId: scene.organization.organizationId, logoId: await freshLogo(scene) } }),
  createFile: async (scene) => ({ body: fileOn(await freshLead(scene)) }),
  previewBulkChange: async (scene) => ({ body: { ids: [await freshLead(scene)], action: { type: 'assign', ownerId: scene.people.manager.user.id } } }),
  startBulkChange: async (scene) => ({ body: { ids: [await freshLead(scene)], action: { type: 'move', stageId: scene.ids.stage } } }),
  repeatBulkChange: async (scope) => {
    const { body: { jobId } } = await scope.owner.post('/leads/bulk', { ids: [await freshLead(scope)], action: { type: 'move', stageId: scope.ids.stage } });
    await scope.organization.inOrg(async (inside) => {
      await inside.rows(`update jobs set state = 'done' where organization_id = $1 and id = $2`, [inside.organizationId, jobId]);
      await insertRow(inside, 'job_results', {
        organizationId: inside.organizationId, jobId, row: 1, recordId: scope.ids.lead, ok: false, outcome: 'skipped', problem: fresh(),
      });
    });
    return { body: { jobId } };
  },
  createImport: () => ({ body: { noun: 'leads', dryRun: 'true', file: `Name\n${fresh()}\n` } }),
  getImport: byId('import'),
  getImportErrors: byId('import'),
  checkImport: async ({ owner }) => ({ params: { id: await sentImport(owner, fresh()) }, body: { onDuplicate: 'update' } }),
  runImport: async (scene) => ({ params: { id: await lookedThrough(scene) } }),
  undoImport: async (scene) => {
    const id = await lookedThrough(scene);
    const { organization, owner } = scene;
    const jobId = await finishedJob(organization, owner.user.id, fresh());
    await organization.inOrg(({ rows, organizationId }) =>
      rows('update imports set run_job_id = $3 where organization_id = $1 and id = $2', [organizationId, id, jobId]),
    );
    return { params: { id } };
  },
  createLead: (scene) => ({
    body: {
      name: fresh(),
      phone: freshPhone(scene),
      pipelineId: scene.ids.pipeline,
      stageId: scene.ids.stage,
      ownerId: scene.ids.user,
      offerId: scene.ids.offer,
      source: scene.sourceCode,
      tagIds: [scene.ids.tag],
      externalRef: { source: 'test', reference: newId() },
      customFields: { [scene.customField]: fresh() },
    },
  }),
  createLeadCapture: (scene) => ({
    body: {
      source: scene.sourceCode,
      company: fresh(),
      phone: freshPhone(scene),
      email: `${fresh()}@captured.test`,
      data: { route: ['Nairobi', 'Mombasa'], dimensions: { length: 12, width: 3 }, note: fresh() },
      estimatedValue: '750',
      externalRef: { source: 'test', reference: newId() },
    },
  }),
  // Of a pipeline that nothing else stands in: made required by a variation, it would be asked of every other lead.
  createLeadField: async (scene) => ({
    body: {
      label: fresh(),
      type: 'select',
      options: ['Flat', { label: 'House' }],
      pipelineIds: [(await freshPipeline(scene)).id],
    },
  }),
  createLeadSource: () => ({ body: { code: fresh(), name: fresh() } }),
  createOffer: () => ({ body: offerBody() }),
  createPipelineFromTemplate: () => ({ body: { templateId: 'eviction_clients', name: fresh() } }),
  createPipeline: () => ({ body: { name: fresh() } }),
  createRouter: () => ({ body: routerBody() }),
  createStage: ({ ids }) => ({ params: { id: ids.pipeline }, body: { name: fresh(), type: 'in_progress' } }),
  createLeadView: (scene) => ({ body: viewBody(scene) }),
  createTag: () => ({ body: { name: fresh(), color: 'petrol' } }),
  createTeam: () => ({ body: { name: fresh() } }),
  createUser: ({ ids }) => ({
    body: { name: fresh(), email: `${newId()}@people.test`, role: 'viewer', password: testPassword, teamId: ids.team },
  }),
  deleteApiToken: async (scene) => ({
    params: { id: await madeId(scene, '/api-tokens', { name: fresh(), scopes: ['leads:read'] }) },
  }),
  deleteFile: async (scene) => ({ params: { id: await freshFile(scene) } }),
  deleteActivity: async (scene) => ({ params: { id: await plannedActivity(scene) } }),
  deleteLead: async (scene) => ({ params: { id: await freshLead(scene) } }),
  deleteLeadField: async (scene) => ({
    params: { id: await madeId(scene, '/lead-fields', { label: fresh(), type: 'text' }) },
    query: { deleteValues: 'true' },
  }),
  deleteOffer: async (scene) => ({ params: { id: await madeId(scene, '/offers', offerBody()) } }),
  deletePipeline: async (scene) => ({ params: { id: (await freshPipeline(scene)).id } }),
  deleteRouter: async (scene) => ({ params: { id: await madeId(scene, '/routers', routerBody()) } }),
  deleteStage: async (scene) => {
    const { id, stages } = await freshPipeline(scene);
    return { params: { id, stageId: stages[0]!.id }, query: { moveLeadsTo: stages[1]!.id } };
  },
  deleteLeadView: async (scene) => ({ params: { id: await freshView(scene) } }),
  deactivateScoreRules: async (scene) => {
    await scoreDraft(scene);
    await scene.owner.post('/score-rules/activation');
    return {};
  },
  discardScoreDraft: async (scene) => {
    await scoreDraft(scene);
    return {};
  },
  deleteTag: async (scene) => ({ params: { id: await madeId(scene, '/tags', { name: fresh() }) } }),
  deleteTeam: async (scene) => ({ params: { id: await madeId(scene, '/teams', { name: fresh() }) } }),
  eraseLead: async (scene) => ({ params: { id: await freshLead(scene) } }),
  exportLeads: async (scene) => ({ query: { ...(await narrowedLeads(scene)).query, format: 'csv' } }),
  findDuplicates: ({ ids, phonePrefix }) => ({
    query: { phone: `${phonePrefix}00001`, name: 'name', city: 'city', exceptId: ids.deletedLead },
  }),
  getActivity: byId('activity'),
  getBoard: narrowedLeads,
  getConversion: byId('conversion'),
  getFile: byId('file'),
  getFileContent: byId('file'),
  getJob: byId('job'),
  listJobResults: byId('job'),
  retryJob: async ({ organization, owner }) => ({ params: { id: await finishedJob(organization, owner.user.id, fresh(), 'failed') } }),
  undoJob: async ({ organization, owner }) => ({ params: { id: await finishedJob(organization, owner.user.id, fresh()) } }),
  getCompetitorReport: (scene) => ({ query: { ...whose(scene), period: 'last_2_months' } }),
  getConversionReport: (scene) => ({ query: { ...whose(scene) } }),
  getFollowUpReport: (scene) => ({ query: { ...whose(scene), period: 'this_quarter' } }),
  getLeadsOverTime: (scene) => ({ query: { ...whose(scene), year: '2026' } }),
  downloadReport: (scene) => ({ params: { report: 'performance' }, query: { ...whose(scene), period: '2026-01-15..2026-04-02' } }),
  getLeadStats: (scene) => ({ query: { ...whose(scene), period: '2026-01-15..2026-04-02' } }),
  getLostReasonReport: (scene) => ({ query: { ...whose(scene), period: 'this_year' } }),
  getPerformanceReport: (scene) => ({ query: { ...whose(scene), rankBy: 'wonValue' } }),
  getSourceReport: (scene) => ({ query: { ...whose(scene) } }),
  getStageReport: (scene) => ({ query: { ...whose(scene) } }),
  getLead: byId('lead'),
  getLeadDuplicates: byId('lead'),
  getLeadFieldUsage: byId('leadField'),
  getLeadScore: byId('lead'),
  overrideLeadScore: async (scene) => ({ params: { id: await freshLead(scene) }, body: { score: 70, reason: fresh() } }),
  removeScoreOverride: async (scene) => ({ params: { id: await freshLead(scene) } }),
  getLeadStageTimes: byId('lead'),
  getLeadTimeline: byId('lead'),
  getOffer: byId('offer'),
  getPipeline: byId('pipeline'),
  getRouter: byId('router'),
  getSignupForm: byId('widget'),
  getSubscriber: byId('subscriber'),
  getSubscriberTimeline: byId('subscriber'),
  getUser: byId('user'),
  listFiles: ({ ids }) => ({ query: { leadId: ids.lead } }),
  listActivities: ({ ids }) => ({ query: { leadId: ids.lead, userId: ids.user } }),
  listDeletedLeads: () => ({ query: { q: 'deleted' } }),
  listLeadCaptures: byId('lead'),
  countLeadViews: ({ ids }) => ({ query: { pipelineId: ids.pipeline } }),
  listLeads: narrowedLeads,
  listTodayLeads: () => ({ query: { section: 'later', view: 'team' } }),
  login: ({ owner }) => ({ body: { email: owner.user.email, password: testPassword } }),
  moveLead: async (scene) => {
    const afterId = await freshLead(scene);
    const beforeId = await freshLead(scene);
    return { params: { id: await freshLead(scene) }, body: { stageId: scene.ids.stage, beforeId, afterId } };
  },
  judgePair: async (scene) => ({ body: { leadIds: [await freshLead(scene), scene.ids.lead], different: true } }),
  listMerges: ({ ids }) => ({ query: { leadId: ids.lead } }),
  mergeLeads: async (scene) => {
    const [keepId, other] = [await freshLead(scene, { city: fresh() }), await freshLead(scene, { city: fresh() })];
    return { body: { keepId, mergeIds: [other], fields: { city: other }, versions: { [keepId]: 1 } } };
  },
  planMerge: async (scene) => {
    const keepId = await freshLead(scene);
    return { query: { ids: `${keepId},${await freshLead(scene)}`, keepId } };
  },
  undoMerge: async (scene) => {
    const [keepId, other] = [await freshLead(scene), await freshLead(scene)];
    const { body } = await scene.owner.post('/leads/merge', { keepId, mergeIds: [other] });
    return { params: { id: body.mergeId as string } };
  },
  listDuplicatePairs: () => ({ query: { count: 'true', leastScore: '10' } }),
  orderLeadFields: async ({ owner }) => {
    const { body } = await owner.get('/lead-fields');
    return { body: { fieldIds: body.data.map(({ id }: { id: string }) => id).reverse() } };
  },
  orderPipelines: async ({ owner }) => {
    const { body } = await owner.get('/pipelines?kind=lead');
    return { body: { kind: 'lead', pipelineIds: (body.data as { id: string }[]).map(({ id }) => id).toReversed() } };
  },
  orderStages: async (scene) => {
    const { id, stages } = await freshPipeline(scene);
    return {
      params: { id },
      body: { stageIds: [stages[1]!, stages[0]!, ...stages.slice(2)].map((stage) => stage.id) },
    };
  },
  orderLeadViews: async (scene) => ({ body: { viewIds: [await freshView(scene), scene.ids.leadView] } }),
  orderTags: async ({ owner }) => {
    const { body } = await owner.get('/tags');
    return { body: { tagIds: (body.data as { id: string }[]).map(({ id }) => id).toReversed() } };
  },
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
  removePipeline: async (scene) => {
    const { id, stages } = await freshPipeline(scene);
    const lead = await freshLead(scene, { pipelineId: id, stageId: stages[0]!.id });
    // The default of the scene comes back with the removal.
    await scene.owner.patch(`/pipelines/${id}`, { isDefault: true });
    await scene.owner.get(`/leads/${lead}`);
    return {
      params: { id },
      body: { moveLeads: [{ fromStageId: stages[0]!.id, toStageId: scene.ids.stage }], newDefaultId: scene.ids.pipeline },
    };
  },
  restoreFile: async (scene) => {
    const id = await freshFile(scene);
    await scene.owner.delete(`/files/${id}`);
    return { params: { id } };
  },
  purgeLead: async (scene) => {
    const id = await freshLead(scene);
    await scene.owner.delete(`/leads/${id}`);
    return { params: { id } };
  },
  reopenLead: async (scene) => {
    const id = await freshLead(scene);
    const request = { type: 'active_without_invoice' };
    const { body } = await scene.owner.post(`/leads/${id}/conversion-plan`, request);
    await scene.owner.post(`/leads/${id}/conversion`, { planHash: body.planHash, ...request });
    return { params: { id }, body: { reason: fresh(), stageId: scene.ids.stage } };
  },
  restoreLead: async (scene) => {
    const id = await freshLead(scene);
    await scene.owner.delete(`/leads/${id}`);
    return { params: { id } };
  },
  retryConversion: (scene) => conversionOf(scene, 'failed'),
  saveScoreDraft: (scene) => ({ body: { rules: scoreRules(scene) } }),
  tryScoreRules: (scene) => ({ body: { rules: scoreRules(scene) } }),
  search: () => ({ query: { q: 'name' } }),
  setLeadTags: async (scene) => ({ params: { id: await freshLead(scene) }, body: { tagIds: [scene.ids.tag] } }),
  setup: () => ({
    body: {
      organizationName: fresh(),
      country: 'KE',
      currency: 'KES',
      timezone: 'Africa/Nairobi',
      ownerName: 'x',
      email: `${newId()}@x.test`,
      password: testPassword,
    },
  }),
  submitSignup: (scene) => ({
    params: { id: scene.ids.widget },
    body: { name: fresh(), phone: freshPhone(scene), offerId: scene.ids.offer },
  }),
  updateLead: ({ ids, customField }) => ({
    params: { id: ids.lead },
    body: { jobTitle: fresh(), offerId: ids.offer, customFields: { [customField]: fresh() } },
  }),
  updateLeadField: async (scene) => ({
    params: { id: scene.ids.leadField },
    body: {
      label: fresh(),
      isRequired: false,
      isVisible: true,
      pipelineIds: [(await freshPipeline(scene)).id],
      convert: 'refuse',
    },
  }),
  updateFile: ({ ids }) => ({ params: { id: ids.file }, body: { name: fresh(), category: 'contract' } }),
  updateActivity: ({ ids }) => ({ params: { id: ids.activity }, body: { subject: fresh(), assigneeId: ids.user } }),
  updateLeadSource: ({ ids }) => ({ params: { id: ids.source }, body: { name: fresh() } }),
  updateOffer: ({ ids }) => ({ params: { id: ids.offer }, body: { description: fresh() } }),
  updateOrganization: () => ({ body: { city: fresh() } }),
  updatePipeline: ({ ids }) => ({
    params: { id: ids.pipeline },
    body: { assignment: 'fixed', fixedOwnerId: ids.user },
  }),
  updateRouter: ({ ids }) => ({ params: { id: ids.router }, body: { username: fresh() } }),
  updateSignupWidget: ({ ids }) => ({
    params: { id: ids.widget },
    body: { pipelineId: ids.pipeline, stageId: ids.stage, ownerId: ids.user },
  }),
  updateStage: ({ ids }) => ({ params: { id: ids.pipeline, stageId: ids.stage }, body: { probability: 11 } }),
  updateLeadView: ({ ids }) => ({ params: { id: ids.leadView }, body: { name: fresh(), filters: idFilters(ids) } }),
  updateTag: ({ ids }) => ({ params: { id: ids.tag }, body: { name: fresh() } }),
  updateTeam: ({ ids }) => ({ params: { id: ids.team }, body: { name: fresh() } }),
  updateUser: ({ ids, people }) => ({
    params: { id: people.viewer.user.id },
    body: { name: fresh(), teamId: ids.team },
  }),
};

/** The request for an operation, or one of nothing. */
export const acceptedRequest = async (operationId: string, scene: Scene): Promise<RequestParts> =>
  acceptedRequests[operationId]?.(scene) ?? {};

/** Many leads are chosen in one of several ways, and one of several things is done with them. */
const bulkRequests: readonly Make[] = [
  ({ ids }) => ({ body: { filter: idFilters(ids), action: { type: 'tag', addTagIds: [ids.tag] } } }),
  async (scene) => ({ body: { ids: [await freshLead(scene)], action: { type: 'tag', removeTagIds: [scene.ids.tag] } } }),
  async (scene) => ({ body: { ids: [await freshLead(scene)], action: { type: 'assign', ownerId: scene.ids.user } } }),
  async (scene) => {
    const conversion = { type: 'active_with_invoice', offerId: scene.ids.offer, routerUser: { routerId: scene.ids.router, service: 'pppoe' } };
    return { body: { ids: [await freshLead(scene)], action: { type: 'convert', conversion } } };
  },
];

/** More of them for operations whose ids do not fit into one request. */
const furtherRequests: { readonly [operationId: string]: readonly Make[] } = {
  previewBulkChange: bulkRequests,
  startBulkChange: [
    ...bulkRequests,
    async (scene) => {
      const action = { type: 'assign', ownerId: scene.ids.user };
      const { body } = await scene.owner.post('/leads/bulk/preview', { ids: [await freshLead(scene)], action });
      return { body: { selectionId: body.selectionId, action } };
    },
  ],
};

export const everyAcceptedRequest = async (operationId: string, scene: Scene): Promise<RequestParts[]> => [
  await acceptedRequest(operationId, scene),
  ...(await Promise.all((furtherRequests[operationId] ?? []).map((make) => make(scene)))),
];

/** Rules are switched on last: from then on leads are scored a second after they change, and no score can be written. */
export const scoreRulesLast = <One extends { path: string }>(endpoints: readonly One[]): One[] => {
  const isLast = ({ path }: One) => Number(path.startsWith('/score-rules'));
  return endpoints.toSorted((one, other) => isLast(one) - isLast(other));
};
