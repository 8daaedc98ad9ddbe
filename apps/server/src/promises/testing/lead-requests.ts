import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import {
  byId, fresh, freshLead, freshPhone, freshView, idFilters, lookedThrough, narrowedLeads, plannedActivity, viewBody, type Make,
} from './fresh-records.ts';
import { finishedJob, sentImport } from './scene-records.ts';

/** What is asked of leads: one, many, files of them, and what is planned with them. */
export const leadRequests: { readonly [operationId: string]: Make } = {
  stopContact: async (scene) => ({ params: { id: await freshLead(scene) }, body: { reason: fresh() } }),
  allowContact: async (scene) => ({ params: { id: await freshLead(scene) } }),
  assignLead: async (scene) => ({
    params: { id: await freshLead(scene) },
    body: { ownerId: scene.people.manager.user.id },
  }),
  claimLead: async (scene) => ({ params: { id: await freshLead(scene, { ownerId: null }) } }),
  claimNextLead: async (scene) => {
    await freshLead(scene, { ownerId: null });
    return { body: { pipelineId: scene.ids.pipeline } };
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
  createLeadView: (scene) => ({ body: viewBody(scene) }),
  deleteActivity: async (scene) => ({ params: { id: await plannedActivity(scene) } }),
  deleteLead: async (scene) => ({ params: { id: await freshLead(scene) } }),
  deleteLeadView: async (scene) => ({ params: { id: await freshView(scene) } }),
  eraseLead: async (scene) => ({ params: { id: await freshLead(scene) } }),
  exportLeads: async (scene) => ({ query: { ...(await narrowedLeads(scene)).query, format: 'csv' } }),
  findDuplicates: ({ ids, phonePrefix }) => ({
    query: { phone: `${phonePrefix}00001`, name: 'name', city: 'city', exceptId: ids.deletedLead },
  }),
  getActivity: byId('activity'),
  getBoard: narrowedLeads,
  getLead: byId('lead'),
  getLeadDuplicates: byId('lead'),
  getLeadScore: byId('lead'),
  overrideLeadScore: async (scene) => ({ params: { id: await freshLead(scene) }, body: { score: 70, reason: fresh() } }),
  removeScoreOverride: async (scene) => ({ params: { id: await freshLead(scene) } }),
  getLeadStageTimes: byId('lead'),
  getLeadTimeline: byId('lead'),
  listActivities: ({ ids }) => ({ query: { leadId: ids.lead, userId: ids.user } }),
  listDeletedLeads: () => ({ query: { q: 'deleted' } }),
  listLeadCaptures: byId('lead'),
  countLeadViews: ({ ids }) => ({ query: { pipelineId: ids.pipeline } }),
  listLeads: narrowedLeads,
  listTodayLeads: () => ({ query: { section: 'later', view: 'team' } }),
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
  orderLeadViews: async (scene) => ({ body: { viewIds: [await freshView(scene), scene.ids.leadView] } }),
  purgeLead: async (scene) => {
    const id = await freshLead(scene);
    await scene.owner.delete(`/leads/${id}`);
    return { params: { id } };
  },
  restoreLead: async (scene) => {
    const id = await freshLead(scene);
    await scene.owner.delete(`/leads/${id}`);
    return { params: { id } };
  },
  setLeadTags: async (scene) => ({ params: { id: await freshLead(scene) }, body: { tagIds: [scene.ids.tag] } }),
  updateLead: ({ ids, customField }) => ({
    params: { id: ids.lead },
    body: { jobTitle: fresh(), offerId: ids.offer, customFields: { [customField]: fresh() } },
  }),
  updateActivity: ({ ids }) => ({ params: { id: ids.activity }, body: { subject: fresh(), assigneeId: ids.user } }),
  updateLeadView: ({ ids }) => ({ params: { id: ids.leadView }, body: { name: fresh(), filters: idFilters(ids) } }),
};
