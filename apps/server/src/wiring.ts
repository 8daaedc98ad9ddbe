/** Which adapter serves which port, and the services made of them. */
import type { Logger } from 'pino';
import type { Config } from './core/config.ts';
import { createAuthenticator, createSignInThrottle } from './core/auth/index.ts';
import { systemClock, type Clock } from './core/clock.ts';
import { createDataSource } from './core/database/data-source.ts';
import { createReactions, type Reaction } from './core/events.ts';
import { createInOrg, type InOrg } from './core/in-org.ts';
import { createJobs, type JobDefinition } from './core/jobs.ts';
import { createLive } from './core/live.ts';
import { createLog } from './core/log.ts';
import { createSealer } from './core/seal.ts';
import type { Services } from './core/services.ts';
import { filesAdapter } from './adapters/files/index.ts';
import { mailerAdapter } from './adapters/mailer/index.ts';
import { paperAdapter } from './adapters/paper/index.ts';
import { routerOsAdapter } from './adapters/router/index.ts';
import { smsAdapter } from './adapters/sms/index.ts';
import { activityEntities } from './features/activities/index.ts';
import { bulkJobs, bulkKinds } from './features/bulk-changes/index.ts';
import { conversionJobs } from './features/conversions/index.ts';
import { duplicateJobs, pairSearching } from './features/duplicates/index.ts';
import { fileEntities, fileJobs, fileReactions } from './features/files/index.ts';
import { importJobs, importKinds } from './features/imports/index.ts';
import { backgroundJobs } from './features/jobs/index.ts';
import { leadFieldEntities } from './features/lead-fields/index.ts';
import { leadCountFolding, leadEntities, leadJobs } from './features/leads/index.ts';
import { messageJobs, type AttachmentMakers } from './features/messages/index.ts';
import { offerEntities } from './features/offers/index.ts';
import { pipelineEntities } from './features/pipelines/index.ts';
import { quoteDocumentReactions, quotePdfMaker } from './features/quote-documents/index.ts';
import { expiryJobs, quoteEntities, quoteJobs } from './features/quotes/index.ts';
import { routerUserJobs } from './features/router-users/index.ts';
import { routerEntities } from './features/routers/index.ts';
import { scoreJobKinds } from './features/score-rules/index.ts';
import { stockImportKinds } from './features/stock-imports/index.ts';
import { serviceOrderReactions, waitingOrderReactions } from './features/service-orders/index.ts';
import { stockNoticeReactions } from './features/stock-notices/index.ts';
import { housekeepingJobs } from './features/housekeeping/index.ts';

export interface WiringOptions {
  config: Config;
  /** As the unprivileged role. */
  databaseUrl: string;
  clock?: Clock;
  log?: Logger;
  router?: Services['router'];
  files?: Services['files'];
  mailer?: Services['mailer'];
  sms?: Services['sms'];
  paper?: Services['paper'];
  /** Where the server came to listen, known only once it does. */
  address?: () => string;
}

export interface Wiring extends Services {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const entities = [...pipelineEntities, ...offerEntities, ...leadFieldEntities, ...leadEntities, ...activityEntities, ...fileEntities, ...quoteEntities, ...routerEntities];

export function wire({ config, databaseUrl, clock = systemClock, log = createLog(config.logLevel), router = routerOsAdapter(), address, ...ports }: WiringOptions): Wiring {
  const dataSource = createDataSource(databaseUrl, entities, config.databasePoolSize);
  const files = ports.files ?? filesAdapter(config, (error) => log.warn({ err: error }, 'the store for files'));
  const mailer = ports.mailer ?? mailerAdapter(config);
  const sms = ports.sms ?? smsAdapter(config);
  const paper = ports.paper ?? paperAdapter();
  // What a message may carry, by who makes it.
  const attachments: AttachmentMakers = { quote_pdf: quotePdfMaker({ files, paper }) };
  const publicUrl = () => config.publicUrl ?? address?.() ?? `http://${config.host}:${config.port}`;
  const sealer = createSealer(config.secretKey);
  const reactions: Reaction[] = [
    ...fileReactions(files), ...quoteDocumentReactions({ files, paper }), ...stockNoticeReactions({ sealer, publicUrl }), ...serviceOrderReactions(), ...waitingOrderReactions(),
  ];
  const registry = createReactions(reactions);
  // Jobs need the services and the services need the jobs; the definitions are filled in once both exist.
  const definitions: JobDefinition[] = [];
  const jobs = createJobs({ url: databaseUrl, works: config.role !== 'web', definitions, log });
  const folding = leadCountFolding(() => inOrg, log);
  const pairs = pairSearching(() => inOrg, log);
  const inOrg: InOrg = createInOrg({
    dataSource, jobs, clock,
    reactionsTo: registry.reactionsTo,
    onCommit: (organizationId, { recorded }) => {
      live.poke(organizationId);
      folding.due(organizationId);
      // Only what happened makes duplicates; counting and searching commit too.
      if (recorded && config.role !== 'web') pairs.due(organizationId);
    },
  });
  const live = createLive({ inOrg: () => inOrg, log });
  const services: Services = {
    config, log, clock, dataSource, databaseUrl, inOrg, jobs, live, router, files, mailer, sms, paper,
    sealer,
    authenticator: createAuthenticator(dataSource, clock),
    throttle: createSignInThrottle(dataSource, () => clock.now()),
    publicUrl,
  };
  definitions.push(
    registry.job(inOrg), ...backgroundJobs(services, [...importKinds, ...stockImportKinds, ...scoreJobKinds, ...bulkKinds(services)]), ...importJobs(services), ...bulkJobs(services),
    ...conversionJobs(services), ...routerUserJobs(services), ...leadJobs(services), ...duplicateJobs(services), ...fileJobs(services),
    ...messageJobs(services, attachments), ...quoteJobs(services), ...expiryJobs(services), ...housekeepingJobs(services));
  return {
    ...services,
    async start() {
      await dataSource.initialize();
      await jobs.start();
    },
    async stop() {
      live.stop();
      await folding.stop();
      await pairs.stop();
      await jobs.stop();
      await files.close();
      mailer.close();
      await paper.close();
      if (dataSource.isInitialized) await dataSource.destroy();
    },
  };
}
