/** What accepted requests are made of: records and words of their own, so that each can be sent again and again. */
import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { sentImport } from './scene-records.ts';
import type { Scene } from './scene.ts';

/** The parts of a request, before they are written down as address and body. */
export interface RequestParts {
  params?: { [name: string]: string };
  query?: { [name: string]: string };
  body?: { [name: string]: unknown };
}

export type Make = (scene: Scene) => RequestParts | Promise<RequestParts>;

let count = 0;
/** A word that was not used before, for names that are unique. */
export const fresh = (): string => `fresh${(count += 1)}`;
export const freshPhone = ({ phonePrefix }: Scene): string =>
  `${phonePrefix}${String(10_000 + (count += 1)).padStart(5, '0')}`;

export async function madeId({ owner }: Scene, path: string, body: object): Promise<string> {
  const reply = await owner.post(path, body);
  if (reply.status !== 201) throw new Error(`POST ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}

export const freshLead = (scene: Scene, more: object = {}): Promise<string> =>
  madeId(scene, '/leads', {
    name: fresh(),
    pipelineId: scene.ids.pipeline,
    stageId: scene.ids.stage,
    ownerId: scene.ids.user,
    ...more,
  });

export const fileOn = (leadId: string) => ({ leadId, category: 'document', file: `${fresh()},1\n` });
export const freshFile = async (scene: Scene): Promise<string> => {
  const form = new FormData();
  form.set('leadId', await freshLead(scene));
  form.set('file', new File([fresh()], `${fresh()}.txt`));
  return madeId(scene, '/files', form);
};
export const plannedActivity = async (scene: Scene): Promise<string> =>
  madeId(scene, '/activities', {
    leadId: await freshLead(scene),
    type: 'call',
    status: 'planned',
    subject: fresh(),
    dueAt: '2031-02-03',
  });

export const freshPipeline = async ({ owner }: Scene): Promise<{ id: string; stages: { id: string; type: string }[] }> => {
  const stages = [
    { name: 'In', type: 'new' },
    { name: 'Also in', type: 'new' },
    { name: 'Won', type: 'won' },
    { name: 'Lost', type: 'lost' },
  ];
  return (await owner.post('/pipelines', { name: fresh(), stages })).body;
};

export const conversionOf = async (scene: Scene, state: 'running' | 'failed'): Promise<RequestParts> => {
  const lead = await freshLead(scene);
  const routerUser = { routerId: scene.ids.router, service: 'pppoe', username: fresh(), profile: 'x' };
  const request = { type: 'active_without_invoice', routerUser };
  const {
    body: { planHash },
  } = await scene.owner.post(`/leads/${lead}/conversion-plan`, request);
  const {
    body: { id },
  } = await scene.owner.post(`/leads/${lead}/conversion`, { planHash, ...request });
  if (state === 'failed') {
    await scene.organization.inOrg(({ rows, organizationId }) =>
      rows('update conversions set state = $3 where organization_id = $1 and id = $2', [organizationId, id, state]),
    );
  }
  return { params: { id } };
};

const billed = { type: 'active_with_invoice' };
/** What a conversion made of a lead of its own. */
export const freshlyConverted = async (scene: Scene): Promise<{ leadId: string; invoiceId: string; serviceOrderId: string }> => {
  const leadId = await freshLead(scene, { offerId: scene.ids.offer });
  const { body: { planHash } } = await scene.owner.post(`/leads/${leadId}/conversion-plan`, billed);
  const { body } = await scene.owner.post(`/leads/${leadId}/conversion`, { planHash, ...billed });
  return { leadId, invoiceId: body.invoiceId, serviceOrderId: body.serviceOrderId };
};
export const freshInvoice = async (scene: Scene) => ({ id: (await freshlyConverted(scene)).invoiceId });
export const freshOrder = async (scene: Scene) => ({ id: (await freshlyConverted(scene)).serviceOrderId });

/** A user on a router, in a state in which no operation is on its way. */
export const freshRouterUser = async (scene: Scene, state: 'active' | 'suspended'): Promise<RequestParts> => {
  const id = newId();
  await scene.organization.inOrg((inside) => insertRow(inside, 'router_users', {
    organizationId: inside.organizationId, id, routerId: scene.ids.router, service: 'pppoe', username: fresh(), sealedPassword: 'sealed', profile: 'x', state,
    createdAt: inside.now, updatedAt: inside.now,
  }));
  return { params: { id } };
};
export const failedOperation = async (scene: Scene): Promise<RequestParts> => {
  const { body: { id } } = await scene.owner.post(`/router-users/${(await freshRouterUser(scene, 'active')).params!.id}/suspend`, {});
  await scene.organization.inOrg(({ rows, organizationId }) =>
    rows(`update router_operations set state = 'failed' where organization_id = $1 and id = $2`, [organizationId, id]));
  return { params: { id } };
};

/** A router user that is not on its router any more, as a look found. */
export const freshDifference = async (scene: Scene): Promise<RequestParts> => {
  const routerUserId = (await freshRouterUser(scene, 'active')).params!.id!;
  const id = newId();
  await scene.organization.inOrg((inside) => insertRow(inside, 'router_differences', {
    organizationId: inside.organizationId, id, routerId: scene.ids.router, kind: 'missing_there', service: 'pppoe', username: fresh(), routerUserId, foundAt: inside.now,
  }));
  return { params: { id } };
};

/** An import that may be run. */
export const lookedThrough = async ({ organization, owner }: Scene, send = sentImport): Promise<string> => {
  const id = await send(owner, fresh());
  await organization.inOrg(({ rows, organizationId }) =>
    rows(
      `update jobs j set state = 'done' from imports i
        where j.organization_id = $1 and i.organization_id = $1 and i.id = $2 and j.id = i.check_job_id`,
      [organizationId, id],
    ),
  );
  return id;
};

export const byId =
  (noun: keyof Scene['ids']): Make =>
  ({ ids }) => ({ params: { id: ids[noun] } });
export const offerBody = () => ({ name: fresh(), monthlyPrice: '100', setupFee: '0', downloadMbps: 5, uploadMbps: 5 });
export const routerBody = () => ({
  name: fresh(),
  host: '127.0.0.1',
  port: 1,
  tls: 'off',
  username: 'x',
  password: 'x',
  timeoutMs: 500,
});

export const idFilters = (ids: Scene['ids']) => ({
  pipelineId: ids.pipeline,
  stageId: ids.stage,
  furthestStageId: ids.stage,
  ownerId: ids.user,
  teamId: ids.team,
  offerId: ids.offer,
  tagId: ids.tag,
});
export const viewBody = ({ ids }: Scene) => ({
  name: fresh(),
  layout: 'table',
  filters: idFilters(ids),
});
export const freshView = (scene: Scene): Promise<string> => madeId(scene, '/lead-views', viewBody(scene));
/** Whose leads a report is about. */
export const whose = ({ ids }: Scene) => ({ pipelineId: ids.pipeline, teamId: ids.team, ownerId: `me,${ids.user}` });

export const scoreRules = ({ ids }: Scene) => [
  { id: fresh(), kind: 'field', field: 'offerId', test: 'any_of', values: [ids.offer], points: 10 },
  { id: fresh(), kind: 'tag', tagIds: [ids.tag], points: 5 },
];
export const scoreDraft = async (scene: Scene): Promise<void> => {
  await scene.owner.put('/score-rules/draft', { rules: scoreRules(scene) });
};
export const narrowedLeads: Make = ({ ids }) => ({ query: idFilters(ids) });

/** The head of a WebP of one pixel: all of it is ASCII, so that it can be written as text. */
export const smallestWebp = `RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0${'\0'.repeat(10)}`;

export async function freshLogo({ owner }: Scene): Promise<string> {
  const form = new FormData();
  form.set('file', new File([smallestWebp], 'logo.webp'));
  const { body } = await owner.put('/organization/logo', form);
  return String(body.logoUrl).split('/').at(-1)!;
}
