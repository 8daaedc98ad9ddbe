/** The table of contents: what the server is made of, in the order a request meets it. */
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { newId } from './core/ids.ts';
import { answerUnreadable, useProblems } from './core/problems.ts';
import { createRoutes, type Routes } from './core/routes.ts';
import type { Services } from './core/services.ts';
import { servePages } from './core/pages.ts';
import { useSecurityHeaders } from './core/security-headers.ts';
import { useContractSerializers } from './core/serialization.ts';
import { useContractSchemas } from './core/validation.ts';
import { healthRoutes } from './core/health.ts';
import { apiTokenRoutes } from './features/api-tokens/index.ts';
import { authRoutes } from './features/auth/index.ts';
import { bulkChangeRoutes } from './features/bulk-changes/index.ts';
import { conversionSettingsRoutes } from './features/conversion-settings/index.ts';
import { conversionRoutes } from './features/conversions/index.ts';
import { deletedLeadRoutes } from './features/deleted-leads/index.ts';
import { duplicateRoutes } from './features/duplicates/index.ts';
import { eventRoutes } from './features/events/index.ts';
import { mergeRoutes } from './features/merges/index.ts';
import { activityRoutes } from './features/activities/index.ts';
import { fileRoutes } from './features/files/index.ts';
import { importRoutes } from './features/imports/index.ts';
import { inventoryRoutes } from './features/inventory/index.ts';
import { inventorySettingsRoutes } from './features/inventory-settings/index.ts';
import { invoiceRoutes } from './features/invoices/index.ts';
import { itemCategoryRoutes } from './features/item-categories/index.ts';
import { itemRoutes } from './features/items/index.ts';
import { jobRoutes } from './features/jobs/index.ts';
import { leadFieldRoutes } from './features/lead-fields/index.ts';
import { leadCaptureRoutes } from './features/lead-captures/index.ts';
import { leadSourceRoutes } from './features/lead-sources/index.ts';
import { leadViewRoutes } from './features/lead-views/index.ts';
import { leadRoutes } from './features/leads/index.ts';
import { messageTemplateRoutes, textStatusRoutes } from './features/messages/index.ts';
import { networkDeviceRoutes } from './features/network-devices/index.ts';
import { notificationSettingsRoutes } from './features/notification-settings/index.ts';
import { offerRoutes } from './features/offers/index.ts';
import { organizationRoutes } from './features/organizations/index.ts';
import { outboxRoutes } from './features/outbox/index.ts';
import { pipelineRoutes } from './features/pipelines/index.ts';
import { quoteDocumentRoutes } from './features/quote-documents/index.ts';
import { publicQuoteRoutes } from './features/public-quotes/index.ts';
import { quoteRoutes } from './features/quotes/index.ts';
import { reportRoutes } from './features/reports/index.ts';
import { invoiceDocumentRoutes } from './features/invoice-documents/index.ts';
import { addressPoolRoutes } from './features/address-pools/index.ts';
import { routerUserRoutes } from './features/router-users/index.ts';
import { routerRoutes } from './features/routers/index.ts';
import { scoreRuleRoutes } from './features/score-rules/index.ts';
import { searchRoutes } from './features/search/index.ts';
import { serviceOrderRoutes } from './features/service-orders/index.ts';
import { signupWidgetRoutes } from './features/signup-widgets/index.ts';
import { stockImportRoutes } from './features/stock-imports/index.ts';
import { stockLabelRoutes } from './features/stock-labels/index.ts';
import { stockLocationRoutes } from './features/stock-locations/index.ts';
import { stockMovementRoutes } from './features/stock-movements/index.ts';
import { stocktakeRoutes } from './features/stocktakes/index.ts';
import { subscriberRoutes } from './features/subscribers/index.ts';
import { tagRoutes } from './features/tags/index.ts';
import { timelineRoutes } from './features/timeline/index.ts';
import { todayRoutes } from './features/today/index.ts';
import { userRoutes } from './features/users/index.ts';

const features: ((routes: Routes, services: Services) => void)[] = [
  authRoutes,
  organizationRoutes,
  userRoutes,
  apiTokenRoutes,
  pipelineRoutes,
  leadFieldRoutes,
  leadSourceRoutes,
  tagRoutes,
  offerRoutes,
  leadRoutes,
  duplicateRoutes,
  mergeRoutes,
  leadCaptureRoutes,
  scoreRuleRoutes,
  deletedLeadRoutes,
  leadViewRoutes,
  activityRoutes,
  quoteRoutes,
  publicQuoteRoutes,
  quoteDocumentRoutes,
  notificationSettingsRoutes,
  messageTemplateRoutes,
  textStatusRoutes,
  fileRoutes,
  timelineRoutes,
  todayRoutes,
  reportRoutes,
  signupWidgetRoutes,
  routerRoutes,
  conversionSettingsRoutes,
  conversionRoutes,
  subscriberRoutes,
  invoiceRoutes,
  serviceOrderRoutes,
  invoiceDocumentRoutes,
  addressPoolRoutes,
  routerUserRoutes,
  stockImportRoutes,
  stockLabelRoutes,
  stockLocationRoutes,
  itemCategoryRoutes,
  itemRoutes,
  stockMovementRoutes,
  stocktakeRoutes,
  networkDeviceRoutes,
  inventoryRoutes,
  inventorySettingsRoutes,
  searchRoutes,
  bulkChangeRoutes,
  importRoutes,
  jobRoutes,
  eventRoutes,
  outboxRoutes,
];

/** The whole product as one Fastify instance; it listens nowhere yet. */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config, log, authenticator, inOrg } = services;
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    genReqId: () => newId(),
    requestIdHeader: false,
    trustProxy: config.trustProxy,
    frameworkErrors: answerUnreadable,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200, querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
    // A line per request is for looking for something; what fails is logged at every level.
    logController: new LogController({ disableRequestLogging: config.logLevel !== 'debug' && config.logLevel !== 'trace' }),
  });
  app.decorateRequest('identity', null);
  useSecurityHeaders(app, { https: config.publicUrl?.startsWith('https:') ?? false });
  useProblems(app);
  useContractSchemas(app);
  useContractSerializers(app);

  await app.register(cookie);
  // Answers of the API: pages and scripts are compressed when they are built, and a live stream has to arrive as it is written.
  await app.register(compress, {
    customTypes: /^application\/(problem\+)?json\b/, encodings: ['gzip'], threshold: 1400, zlibOptions: { level: 4 }, globalDecompression: false,
  });
  if (config.rateLimit > 0) {
    await app.register(rateLimit, {
      max: config.rateLimit,
      timeWindow: '1 minute',
      enableDraftSpec: true,
      // A session or token is limited as itself, wherever it comes from; everybody else by address.
      keyGenerator: (request) => request.headers.authorization ?? request.cookies.lastmile_session ?? request.ip,
      errorResponseBuilder: (_request, { ttl }) => Object.assign(new Error('Too many requests. Slow down and try again shortly.'), {
        statusCode: 429, code: 'rate_limited', retryAfter: Math.ceil(ttl / 1000),
      }),
    });
  }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Lastmile', version: '1', description: 'The sales and stock desk for internet service providers.' },
      servers: [{ url: services.publicUrl() }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'lastmile_session' },
          token: { type: 'http', scheme: 'bearer', description: 'An API token, lm_…' },
        },
      },
    },
    refResolver: { buildLocalReference: (schema, _base, _fragment, index) => (schema.$id as string | undefined) ?? `schema-${index}` },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, uiConfig: { persistAuthorization: true } });

  const publicOrigin = config.publicUrl && new URL(config.publicUrl).origin;
  await app.register(async (api) => {
    const routes = createRoutes({ app: api, authenticator, inOrg, publicOrigin });
    for (const feature of features) feature(routes, services);
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  healthRoutes(app, services);
  await servePages(app, config);
  return app;
}
