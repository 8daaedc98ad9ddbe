import { startRouterSimulator, type RouterSimulator, type RouterSimulatorOptions } from '@lastmile/routeros-simulator';
import type { Services } from '../../core/services.ts';
import { provision } from '../../features/conversions/provision.ts';
import { createRouterTurns } from '../../features/routers/index.ts';
import type { SignedInClient, TestOrganization, TestServer } from '../../testing/index.ts';

/** A lead on its way to a subscriber, with a router of its own. */
export interface Subject {
  router: RouterSimulator;
  routerId: string;
  leadId: string;
  stageId: string;
  username: string;
  conversionId: string;
}

export interface PrepareOptions {
  /** How long the router is waited for, in milliseconds; shorter than people may set it. */
  timeoutMs?: number;
  username?: string;
  simulator?: RouterSimulatorOptions;
}

/** A conversion's end: everything there once, nothing there, or in words what is neither. */
export type EndState = 'all' | 'nothing' | `${string}.`;

export const strangersSecret = {
  name: 'somebody-else',
  password: 'theirs',
  comment: 'put here by hand',
  profile: 'default',
};
let made = 0;

/** Where conversions are carried out step by step, and looked at afterwards in the database and on the router. */
export class ConversionLab {
  readonly server: TestServer;
  readonly organization: TestOrganization;
  readonly owner: SignedInClient;
  readonly offerId: string;
  private readonly started: RouterSimulator[] = [];

  private constructor(server: TestServer, organization: TestOrganization, offerId: string) {
    this.server = server;
    this.organization = organization;
    this.owner = organization.owner;
    this.offerId = offerId;
  }

  static async open(server: TestServer): Promise<ConversionLab> {
    const organization = await server.makeOrganization();
    const { body } = await organization.owner.post('/offers', {
      name: 'Home 20',
      monthlyPrice: '2500',
      setupFee: '1000',
      downloadMbps: 20,
      uploadMbps: 10,
      routerProfile: 'home-20',
    });
    return new ConversionLab(server, organization, body.id);
  }

  /** A lead in the middle of its pipeline and a router that has somebody else's secret on it. */
  async prepare({ timeoutMs = 5000, username, simulator }: PrepareOptions = {}): Promise<
    Omit<Subject, 'conversionId'>
  > {
    const number = (made += 1);
    const router = await startRouterSimulator({
      users: [{ name: 'lastmile', password: 'secret' }],
      profiles: ['home-20'],
      ...simulator,
    });
    this.started.push(router);
    router.insert('/ppp/secret', strangersSecret);
    const {
      body: { id: routerId },
    } = await this.owner.post('/routers', {
      name: `Router ${number}`,
      host: router.host,
      port: router.port,
      tls: 'off',
      username: 'lastmile',
      password: 'secret',
      attempts: 3,
    });
    await this.organization.inOrg(({ rows, organizationId }) =>
      rows('update routers set timeout_ms = $3 where organization_id = $1 and id = $2', [
        organizationId,
        routerId,
        timeoutMs,
      ]),
    );
    const {
      body: {
        data: [pipeline],
      },
    } = await this.owner.get('/pipelines?kind=lead');
    const stageId: string = pipeline.stages[1].id;
    const { body: lead } = await this.owner.post('/leads', {
      name: `Customer ${number}`,
      phone: `0712${String(300_000 + number)}`,
      offerId: this.offerId,
      stageId,
    });
    return { router, routerId, leadId: lead.id, stageId, username: username ?? `customer-${number}` };
  }

  requestFor({ routerId, username }: Pick<Subject, 'routerId' | 'username'>): object {
    return { type: 'active_with_invoice', routerUser: { routerId, service: 'pppoe', username } };
  }

  /** Asks for the conversion; it waits for a worker then. */
  async begin(subject: Omit<Subject, 'conversionId'>): Promise<Subject> {
    const request = this.requestFor(subject);
    const {
      body: { planHash },
    } = await this.owner.post(`/leads/${subject.leadId}/conversion-plan`, request);
    const { status, body } = await this.owner.post(`/leads/${subject.leadId}/conversion`, { planHash, ...request });
    if (status !== 202) throw new Error(`The conversion was answered ${status}: ${JSON.stringify(body)}`);
    return { ...subject, conversionId: body.id };
  }

  /** What a worker does with it. */
  async work({ conversionId }: Pick<Subject, 'conversionId'>, changes: Partial<Services> = {}): Promise<void> {
    const services = { ...this.server.services, ...changes };
    await provision(services, createRouterTurns(services.databaseUrl), {
      organizationId: this.organization.organizationId,
      conversionId,
    });
  }

  async conversion({
    conversionId,
  }: Pick<Subject, 'conversionId'>): Promise<{
    state: string;
    cleanUpPending: boolean;
    problem: string | null;
    steps: { name: string; state: string; attempts: number }[];
  }> {
    return (await this.owner.get(`/conversions/${conversionId}`)).body;
  }

  /** Looks everywhere and says which of the two allowed ends it is, or what is wrong. */
  async endState(subject: Subject): Promise<EndState> {
    const { router, leadId, stageId, username, conversionId } = subject;
    const conversion = await this.conversion(subject);
    const { body: lead } = await this.owner.get(`/leads/${leadId}`);
    const [found] = await this.organization.inOrg(({ rows, organizationId }) =>
      rows<{ subscribers: number; subscriptions: number; invoices: number; orders: number; users: string }>(
        `select (select count(*)::int from subscribers where organization_id = $1 and lead_id = $2) as subscribers,
              (select count(*)::int from subscriptions p join subscribers s on s.organization_id = $1 and s.id = p.subscriber_id
                where p.organization_id = $1 and s.lead_id = $2) as subscriptions,
              (select count(*)::int from invoices where organization_id = $1 and conversion_id = $3) as invoices,
              (select count(*)::int from service_orders where organization_id = $1 and conversion_id = $3) as orders,
              (select coalesce(string_agg(state || case when subscriber_id is null then '' else ' of a subscriber' end, ', '), '') from router_users
                where organization_id = $1 and conversion_id = $3 and state <> 'removed') as users`,
        [organizationId, leadId, conversionId],
      ),
    );
    const secrets = router.secrets
      .filter(({ name }) => name === username)
      .map(({ comment, disabled }) => `${comment} ${disabled}`);
    const there = JSON.stringify({
      ...found,
      secrets,
      state: conversion.state,
      lead: lead.status,
      locked: Boolean(lead.convertedAt),
    });
    const all = JSON.stringify({
      subscribers: 1,
      subscriptions: 1,
      invoices: 1,
      orders: 1,
      users: 'active of a subscriber',
      secrets: [`lm:${conversionId} false`],
      state: 'done',
      lead: 'won',
      locked: true,
    });
    if (there === all) return 'all';
    const ours = router.secrets.filter(({ comment }) => comment?.startsWith('lm:')).length;
    const isNothing =
      found!.subscribers === 0 &&
      found!.subscriptions === 0 &&
      found!.invoices === 0 &&
      found!.orders === 0 &&
      found!.users === '' &&
      ours === 0 &&
      lead.stageId === stageId &&
      !lead.convertedAt &&
      ['failed', 'cancelled'].includes(conversion.state) &&
      Boolean(lead.conversionProblem) &&
      !conversion.cleanUpPending;
    return isNothing
      ? 'nothing'
      : `neither: ${there}, ${ours} of ours on the router, clean-up ${conversion.cleanUpPending ? 'pending' : 'done'}, ${conversion.problem}.`;
  }

  /** Somebody else's secrets, as they were put there. */
  strangersOn({ router }: Pick<Subject, 'router'>): object[] {
    return router.secrets.filter(({ comment }) => !comment?.startsWith('lm:'));
  }

  async close(): Promise<void> {
    await Promise.all(this.started.splice(0).map((router) => router.close()));
  }
}
