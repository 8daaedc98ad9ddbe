import { newId } from '../../core/ids.ts';
import { testPassword } from '../../testing/index.ts';
import {
  byId, fileOn, fresh, freshFile, freshLead, freshLogo, freshPhone, freshPipeline, idFilters, madeId, offerBody, scoreDraft, scoreRules, smallestWebp, whose,
  type Make, type RequestParts,
} from './fresh-records.ts';
import { leadRequests } from './lead-requests.ts';
import { quoteRequests } from './quote-requests.ts';
import { routerRequests } from './router-requests.ts';
import { finishedJob } from './scene-records.ts';
import type { Scene } from './scene.ts';
import { stockRequests } from './stock-requests.ts';
import { subscriberRequests } from './subscriber-requests.ts';

/**
 * A request for each operation that the owner of the scene is answered with success. Every id that the operation can be
 * given is in it, so that promises about ids reach every place. Operations without an entry need nothing.
 */
export const acceptedRequests: { readonly [operationId: string]: Make } = {
  ...leadRequests,
  ...quoteRequests,
  ...routerRequests,
  ...stockRequests,
  ...subscriberRequests,
  activateScoreRules: async (scene) => {
    await scoreDraft(scene);
    return {};
  },
  createApiToken: () => ({ body: { name: fresh(), scopes: ['leads:read'] } }),
  setLogo: () => ({ body: { file: smallestWebp } }),
  getLogo: async (scene) => ({ params: { organizationId: scene.organization.organizationId, logoId: await freshLogo(scene) } }),
  createFile: async (scene) => ({ body: fileOn(await freshLead(scene)) }),
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
  createOffer: ({ ids }) => ({ body: { ...offerBody(), equipment: [{ itemId: ids.item, quantity: 2 }] } }),
  createPipelineFromTemplate: () => ({ body: { templateId: 'eviction_clients', name: fresh() } }),
  createPipeline: () => ({ body: { name: fresh() } }),
  createStage: ({ ids }) => ({ params: { id: ids.pipeline }, body: { name: fresh(), type: 'in_progress' } }),
  createTag: () => ({ body: { name: fresh(), color: 'petrol' } }),
  createTeam: () => ({ body: { name: fresh() } }),
  createUser: ({ ids }) => ({
    body: { name: fresh(), email: `${newId()}@people.test`, role: 'viewer', password: testPassword, teamId: ids.team },
  }),
  deleteApiToken: async (scene) => ({
    params: { id: await madeId(scene, '/api-tokens', { name: fresh(), scopes: ['leads:read'] }) },
  }),
  deleteFile: async (scene) => ({ params: { id: await freshFile(scene) } }),
  deleteLeadField: async (scene) => ({
    params: { id: await madeId(scene, '/lead-fields', { label: fresh(), type: 'text' }) },
    query: { deleteValues: 'true' },
  }),
  deleteOffer: async (scene) => ({ params: { id: await madeId(scene, '/offers', offerBody()) } }),
  deletePipeline: async (scene) => ({ params: { id: (await freshPipeline(scene)).id } }),
  deleteStage: async (scene) => {
    const { id, stages } = await freshPipeline(scene);
    return { params: { id, stageId: stages[0]!.id }, query: { moveLeadsTo: stages[1]!.id } };
  },
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
  getLeadFieldUsage: byId('leadField'),
  getOffer: byId('offer'),
  getPipeline: byId('pipeline'),
  getSignupForm: byId('widget'),
  getUser: byId('user'),
  listFiles: ({ ids }) => ({ query: { leadId: ids.lead } }),
  login: ({ owner }) => ({ body: { email: owner.user.email, password: testPassword } }),
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
  orderTags: async ({ owner }) => {
    const { body } = await owner.get('/tags');
    return { body: { tagIds: (body.data as { id: string }[]).map(({ id }) => id).toReversed() } };
  },
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
  saveScoreDraft: (scene) => ({ body: { rules: scoreRules(scene) } }),
  tryScoreRules: (scene) => ({ body: { rules: scoreRules(scene) } }),
  search: () => ({ query: { q: 'name' } }),
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
  updateLeadSource: ({ ids }) => ({ params: { id: ids.source }, body: { name: fresh() } }),
  updateOffer: async (scene) => ({
    params: { id: await madeId(scene, '/offers', offerBody()) }, body: { description: fresh(), equipment: [{ itemId: scene.ids.item, quantity: 1 }] },
  }),
  updateOrganization: () => ({ body: { city: fresh() } }),
  updatePipeline: ({ ids }) => ({
    params: { id: ids.pipeline },
    body: { assignment: 'fixed', fixedOwnerId: ids.user },
  }),
  updateSignupWidget: ({ ids }) => ({
    params: { id: ids.widget },
    body: { pipelineId: ids.pipeline, stageId: ids.stage, ownerId: ids.user },
  }),
  updateStage: ({ ids }) => ({ params: { id: ids.pipeline, stageId: ids.stage }, body: { probability: 11 } }),
  updateTag: ({ ids }) => ({ params: { id: ids.tag }, body: { name: fresh() } }),
  updateTeam: ({ ids }) => ({ params: { id: ids.team }, body: { name: fresh() } }),
  updateMe: () => ({ body: { phone: '+254712100008' } }),
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
  // Files are of a lead or of a service order.
  createFile: [({ ids }) => ({ body: { serviceOrderId: ids.serviceOrder, file: `${fresh()},1\n` } })],
  listFiles: [({ ids }) => ({ query: { serviceOrderId: ids.serviceOrder } }), ({ ids }) => ({ query: { subscriberId: ids.subscriber } })],
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
