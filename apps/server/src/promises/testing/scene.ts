import type { Role } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { statusProof } from '../../features/messages/index.ts';
import { latestCode } from '../../testing/latest-code.ts';
import type { Client, SignedInClient, TestOrganization, TestServer } from '../../testing/index.ts';
import { convertOne, finishedJob, leadText, made, sentImport, sentStockImport, stockOf } from './scene-records.ts';

/** An organization with something of every noun, for promises that are asked of every operation. */
export interface Scene {
  organization: TestOrganization;
  owner: SignedInClient;
  /** Somebody who has not signed in. */
  stranger: Client;
  /** The one-time code that was last written to somebody. */
  latestCode(): Promise<string>;
  /** What a provider was given to name a text by. */
  statusProof(messageId: string): string;
  people: { [role in Role]: SignedInClient };
  /** Begins every phone number made here. */
  phonePrefix: string;
  ids: { [noun in Noun]: string };
  /** A form's id and the code of a source, which are no ids of the API's paths alone. */
  sourceCode: string;
  /** The name of a lead field of the organization's own. */
  customField: string;
}

export type Noun =
  | 'lead'
  | 'deletedLead'
  | 'file'
  | 'pipeline'
  | 'stage'
  | 'otherStage'
  | 'offer'
  | 'router'
  | 'user'
  | 'team'
  | 'source'
  | 'tag'
  | 'leadView'
  | 'leadField'
  | 'widget'
  | 'conversion'
  | 'subscriber'
  | 'subscription'
  | 'invoice'
  | 'serviceOrder'
  | 'routerUser'
  | 'routerOperation'
  | 'routerDifference'
  | 'activity'
  | 'apiToken'
  | 'job'
  | 'import'
  | 'stockImport'
  | 'merge'
  | 'stockLocation'
  | 'itemCategory'
  | 'item'
  | 'stockMovement'
  | 'stockReservation'
  | 'stockUnit'
  | 'outboxMessage'
  | 'namedTemplate'
  | 'networkDevice'
  | 'stocktake'
  | 'quote'
  | 'session';

const roles: readonly Role[] = ['owner', 'admin', 'manager', 'sales', 'warehouse', 'technician', 'viewer'];

/** Makes the scene through the API; `word` is in every text that a person could have written. */
export async function makeScene(
  server: TestServer,
  { word, phonePrefix }: { word: string; phonePrefix: string },
): Promise<Scene> {
  const organization = await server.makeOrganization({ name: `${word} Fibre` });
  const { owner } = organization;
  const team = await made(owner, '/teams', { name: `${word} team` });
  const people = { owner } as Scene['people'];
  for (const role of roles.slice(1))
    people[role] = await organization.signIn(role, { name: `${word} ${role}`, teamId: team.id });

  const code = `${word.toLowerCase()}_source`;
  const source = await made(owner, '/lead-sources', { code, name: `${word} source` });
  const tag = await made(owner, '/tags', { name: `${word} tag` });
  const offer = await made(owner, '/offers', {
    name: `${word} 20M`,
    description: `${word} description`,
    monthlyPrice: '2500',
    setupFee: '1000',
    downloadMbps: 20,
    uploadMbps: 10,
    isPublic: true,
    routerProfile: `${word}-20M`,
  });
  const router = await made(owner, '/routers', {
    // Nothing listens there, so a check of it is answered at once.
    name: `${word} router`,
    host: '127.0.0.1',
    port: 1,
    tls: 'off',
    username: `${word} api`,
    password: `${word} password`,
    timeoutMs: 500,
    attempts: 1,
  });
  const pipeline = await made(owner, '/pipelines', { name: `${word} pipeline` });
  const [stage, otherStage] = pipeline.stages as { id: string }[];
  const field = await made(owner, '/lead-fields', { label: `${word} field`, type: 'text' });
  const customField = String(field.name);
  const place = { pipelineId: pipeline.id, stageId: stage!.id, ownerId: people.sales.user.id };
  const lead = await made(owner, '/leads', {
    ...leadText(word),
    ...place,
    offerId: offer.id,
    source: code,
    phone: `${phonePrefix}00001`,
    tagIds: [tag.id],
    externalRef: { source: word, reference: word },
    customFields: { [customField]: `${word} value` },
  });
  const activity = await made(owner, '/activities', {
    leadId: lead.id,
    type: 'call',
    body: `${word} called`,
    followUpAt: '2031-01-01',
    followUpNote: `${word} next`,
  });
  await made(owner, '/lead-captures', {
    source: code,
    company: `${word} company`,
    phone: `${phonePrefix}00001`,
    data: { note: `${word} seen` },
    externalRef: { source: word, reference: word },
  });
  const form = new FormData();
  form.set('leadId', lead.id);
  form.set('file', new File([`${word} content`], `${word} file.txt`));
  const file = await made(owner, '/files', form);
  await made(owner, '/activities', {
    leadId: lead.id,
    type: 'meeting',
    status: 'planned',
    subject: `${word} meeting`,
    dueAt: '2031-01-02',
  });
  const leadView = await made(owner, '/lead-views', {
    name: `${word} view`,
    layout: 'table',
    filters: { city: word, ownerId: people.sales.user.id },
    isShared: true,
  });
  const deletedLead = await made(owner, '/leads', { ...place, name: `${word} deleted` });
  await owner.delete(`/leads/${deletedLead.id}`);
  const [kept, other] = [await made(owner, '/leads', { ...place, name: `${word} kept` }), await made(owner, '/leads', { ...place, name: `${word} other` })];
  const merge = await made(owner, '/leads/merge', { keepId: kept.id, mergeIds: [other.id] });
  await made(owner, '/leads', { ...place, name: `${word} unclaimed`, ownerId: null, phone: `${phonePrefix}00002` });
  const { conversion, subscriber, subscription, invoice, serviceOrder } = await convertOne(owner, {
    ...place,
    name: `${word} subscriber`,
    phone: `${phonePrefix}00003`,
    offerId: offer.id,
  });
  const operation = await made(owner, `/routers/${router.id}/users`, { service: 'pppoe', username: `${word}-user`, profile: `${word}-20M`, subscriberId: subscriber });
  const routerDifference = newId();
  await organization.inOrg((scope) =>
    insertRow(scope, 'router_differences', {
      organizationId: organization.organizationId, id: routerDifference, routerId: router.id, kind: 'unknown_here', service: 'pppoe', username: `${word} stranger`,
      theirs: JSON.stringify({ service: 'pppoe', username: `${word} stranger`, profile: word, ipAddress: null, isDisabled: false, comment: word }), foundAt: scope.now,
    }),
  );
  const quote = await made(owner, '/quotes', {
    leadId: lead.id, items: [{ offerId: offer.id }, { description: `${word} line`, unitPrice: '900' }], notes: `${word} notes`, terms: `${word} terms`,
    recipientEmail: `${word}@quoted.test`,
  });
  await owner.post(`/quotes/${quote.id}/send`, { channels: ['email'] });
  const apiToken = await made(owner, '/api-tokens', { name: `${word} token`, scopes: ['*'] });
  const { body: widgets } = await owner.get('/signup-widgets');
  const { body: sessions } = await owner.get('/auth/sessions');
  const outboxMessage = newId();
  await organization.inOrg((scope) =>
    insertRow(scope, 'outbox_messages', {
      organizationId: organization.organizationId,
      id: outboxMessage,
      channel: 'sms',
      recipient: `${phonePrefix}00001`,
      body: `${word} message`,
      state: 'sent',
      simulated: true,
      createdAt: scope.now,
    }),
  );
  return {
    organization,
    owner,
    stranger: server.stranger,
    latestCode: () => latestCode(server.services.sealer, organization.inOrg),
    statusProof: (messageId) => statusProof(server.services, { organizationId: organization.organizationId, messageId }),
    people,
    phonePrefix,
    sourceCode: code,
    customField,
    ids: {
      lead: lead.id,
      deletedLead: deletedLead.id,
      file: file.id,
      pipeline: pipeline.id,
      stage: stage!.id,
      otherStage: otherStage!.id,
      offer: offer.id,
      router: router.id,
      user: people.sales.user.id,
      team: team.id,
      source: source.id,
      tag: tag.id,
      leadView: leadView.id,
      leadField: field.id,
      widget: widgets.data[0].id,
      conversion,
      subscriber,
      subscription,
      invoice,
      serviceOrder,
      routerUser: operation.routerUserId as string,
      routerOperation: operation.id,
      routerDifference,
      activity: activity.id,
      apiToken: apiToken.id,
      import: await sentImport(owner, word),
      stockImport: await sentStockImport(owner, word),
      merge: merge.mergeId as string,
      outboxMessage,
      namedTemplate: (await made(owner, '/named-templates', { kind: 'quote', channel: 'sms', name: `${word} template`, body: `${word} {{ quote_url }}` })).id,
      quote: quote.id,
      job: await finishedJob(organization, owner.user.id, word),
      ...await stockOf(owner, word, { subscriberId: subscriber, serviceOrderId: serviceOrder }),
      session: sessions.data[0].id,
    },
  };
}
