import type { Role } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { latestCode } from '../../testing/latest-code.ts';
import type { Client, SignedInClient, TestOrganization, TestServer } from '../../testing/index.ts';

/** An organization with something of every noun, for promises that are asked of every operation. */
export interface Scene {
  organization: TestOrganization;
  owner: SignedInClient;
  /** Somebody who has not signed in. */
  stranger: Client;
  /** The one-time code that was last written to somebody. */
  latestCode(): Promise<string>;
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
  | 'invoice'
  | 'serviceOrder'
  | 'routerUser'
  | 'routerOperation'
  | 'routerDifference'
  | 'activity'
  | 'apiToken'
  | 'job'
  | 'import'
  | 'merge'
  | 'stockLocation'
  | 'itemCategory'
  | 'item'
  | 'stockMovement'
  | 'stockReservation'
  | 'stockUnit'
  | 'quote'
  | 'session';

const roles: readonly Role[] = ['owner', 'admin', 'manager', 'sales', 'warehouse', 'technician', 'viewer'];

/** Sends what has to succeed for the scene to be one. */
async function made(
  client: SignedInClient,
  path: string,
  body: object,
): Promise<{ id: string; [member: string]: unknown }> {
  const reply = await client.post(path, body);
  if (reply.status > 299) throw new Error(`POST ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body as { id: string };
}

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
  const { conversion, subscriber, invoice, serviceOrder } = await convertOne(owner, {
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
  await organization.inOrg((scope) =>
    insertRow(scope, 'outbox_messages', {
      organizationId: organization.organizationId,
      id: newId(),
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
      invoice,
      serviceOrder,
      routerUser: operation.routerUserId as string,
      routerOperation: operation.id,
      routerDifference,
      activity: activity.id,
      apiToken: apiToken.id,
      import: await sentImport(owner, word),
      merge: merge.mergeId as string,
      quote: quote.id,
      job: await finishedJob(organization, owner.user.id, word),
      ...await stockOf(owner, word, { subscriberId: subscriber, serviceOrderId: serviceOrder }),
      session: sessions.data[0].id,
    },
  };
}

/** Something of every noun of the stock. */
async function stockOf(owner: SignedInClient, word: string, subject: { subscriberId: string; serviceOrderId: string }) {
  const location = await made(owner, '/stock-locations', {
    name: `${word} warehouse`, type: 'warehouse', address: `${word} road`, city: `${word} city`, contactPerson: `${word} keeper`, popSite: `${word} POP`,
  });
  const category = await made(owner, '/item-categories', { title: `${word} category`, description: `${word} kinds` });
  const item = await made(owner, '/items', {
    sku: `${word}-1`, name: `${word} item`, description: `${word} box`, barcode: `${word} code`, supplier: `${word} supplier`, serialTracking: true,
    categoryId: category.id, locationId: location.id,
  });
  const received = await made(owner, `/items/${item.id}/receive`, {
    locationId: location.id, units: [{ serial: `${word}-A` }, { serial: `${word}-B` }, { serial: `${word}-C` }], unitCost: '10', reference: `${word} delivery`, supplier: `${word} supplier`, notes: `${word} notes`,
  });
  await made(owner, `/items/${item.id}/issue`, { locationId: location.id, serials: [`${word}-A`], ...subject, notes: `${word} notes` });
  const reservation = await made(owner, `/items/${item.id}/reserve`, { locationId: location.id, serials: [`${word}-B`], ...subject, reference: `${word} visit` });
  return {
    stockLocation: location.id, itemCategory: category.id, item: item.id, stockMovement: received.id, stockReservation: reservation.id,
    stockUnit: (received.units as { id: string }[])[0]!.id,
  };
}

/** A file of leads that was sent and is not looked through yet. */
export async function sentImport(owner: SignedInClient, word: string): Promise<string> {
  const form = new FormData();
  form.set('noun', 'leads');
  form.set('dryRun', 'true');
  form.set('file', new File([`Name,City\n${word} imported,${word} city\n`], `${word} leads.csv`));
  return String((await made(owner, '/imports', form)).importId);
}

/** Long work that was done, or failed, and could be undone. */
export async function finishedJob({ organizationId, inOrg }: TestOrganization, userId: string, word: string, state = 'done'): Promise<string> {
  const id = newId();
  await inOrg(async (scope) => {
    await insertRow(scope, 'jobs', {
      organizationId, id, kind: 'lead_import', title: `${word} leads.csv`, permission: 'leads:write', state, total: 1, position: 1, done: 1,
      actorKind: 'user', actorName: `${word} owner`, createdById: userId, createdAt: scope.now, lastProgressAt: scope.now, finishedAt: scope.now,
      undoableUntil: new Date(scope.now.getTime() + 3_600_000),
    });
    await insertRow(scope, 'job_results', { organizationId, jobId: id, row: 1, ok: false, outcome: 'failed', problem: `${word} problem` });
  });
  return id;
}

const leadText = (word: string) => ({
  name: `${word} name`,
  contactName: `${word} contact`,
  companyName: `${word} company`,
  jobTitle: `${word} job`,
  email: `${word.toLowerCase()}@lead.test`,
  billingEmail: `${word.toLowerCase()}@billing.test`,
  location: `${word} location`,
  street: `${word} street`,
  unitNumber: `${word} unit`,
  city: `${word} city`,
  zipCode: word.slice(0, 20),
  propertyAddress: `${word} property`,
  partner: `${word} partner`,
  broughtInBy: `${word} bringer`,
  broughtInByContact: `${word} gate`,
  howFoundUs: `${word} found`,
  serviceType: `${word} service`,
  currentIsp: `${word} isp`,
  interestReason: `${word} reason`,
  hasRouter: true,
  routerType: `${word} box`,
  notes: `${word} notes`,
  estimatedValue: '1234.50',
});

async function convertOne(
  owner: SignedInClient, lead: object,
): Promise<{ conversion: string; subscriber: string; invoice: string; serviceOrder: string }> {
  const { id } = await made(owner, '/leads', lead);
  const request = { type: 'active_with_invoice' };
  const { planHash } = await made(owner, `/leads/${id}/conversion-plan`, request);
  const conversion = await made(owner, `/leads/${id}/conversion`, { planHash, ...request });
  const { subscriberId, invoiceId, serviceOrderId } = conversion as { [name: string]: string };
  return { conversion: conversion.id, subscriber: subscriberId!, invoice: invoiceId!, serviceOrder: serviceOrderId! };
}
