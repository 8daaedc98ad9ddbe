import { startTestPostgres, testAddresses, type TestPostgres } from './test-postgres.ts';

let own: TestPostgres | null = null;

/**
 * Global set-up of jest and Playwright: one PostgreSQL for all suites. `pnpm test` starts it for both runners; a
 * runner that is started by itself brings its own.
 */
export async function setUp(): Promise<void> {
  if (testAddresses()) return;
  own = await startTestPostgres();
  Object.assign(process.env, own.environment);
}

/** Global tear-down: stops what `setUp` started. */
export async function tearDown(): Promise<void> {
  await own?.stop();
  own = null;
}
