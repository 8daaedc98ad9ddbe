/** The kit for tests of routes: a server on a database of its own, organizations, and clients that check every answer. */
import './problem-matcher.ts';

export { createClient, type Client, type Reply } from './client.ts';
export { operationOf } from './contract-check.ts';
export type { TestClock } from './test-clock.ts';
export { openStockDesk, type StockDesk } from './stock-desk.ts';
export { testPassword, type SignedInClient, type TestOrganization } from './test-organization.ts';
export { startTestServer, type TestServer } from './test-server.ts';
