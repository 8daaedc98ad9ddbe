import type { FastifyInstance } from 'fastify';
import type { Services } from './services.ts';

/** `live`: the process answers. `ready`: it can do its work, so a proxy may send it requests. */
export function healthRoutes(app: FastifyInstance, { dataSource }: Services): void {
  app.get('/health/live', { schema: { hide: true }, config: { rateLimit: false } }, async () => ({ status: 'ok' }));
  app.get('/health/ready', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) => {
    try {
      await dataSource.query('select 1');
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'unavailable', reason: 'The database does not answer.' });
    }
  });
}
