import Fastify from 'fastify';
import pg from 'pg';
import { createTestDatabase } from '../../../../packages/launcher/src/testing/test-database.ts';
import { useProblems } from './problems.ts';

test('who waits in vain for a connection to the database is told that there is too much to do, and when to come again', async () => {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const held = await pool.connect();
  // Only now: the first connection is made however long that takes.
  pool.options.connectionTimeoutMillis = 20;
  const app = Fastify();
  useProblems(app);
  app.get('/', () => pool.connect());
  const reply = await app.inject('/');
  held.release();
  expect([reply.statusCode, reply.headers['retry-after'], reply.json<{ code: string }>().code]).toEqual([503, '5', 'busy']);
  await Promise.all([pool.end(), app.close()]);
  await database.drop();
});
