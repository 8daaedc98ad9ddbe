import type { Item, StockMovement } from '@lastmile/contracts';
import type { Reply } from './client.ts';
import type { SignedInClient, TestOrganization } from './test-organization.ts';
import type { TestServer } from './test-server.ts';

/** An organization with a warehouse and a van, a cable that is counted and a router that has serials, for a test; nothing is in stock yet. */
export interface StockDesk {
  organization: TestOrganization;
  owner: SignedInClient;
  warehouse: string;
  van: string;
  /** Low at 3. */
  cable: string;
  router: string;
  /** The id of what has to come about; throws with the answer where it does not. */
  id(path: string, body: object): Promise<string>;
  item(id: string): Promise<Item>;
  onHand(id: string): Promise<number>;
  /** Moves an item: receive, issue, transfer … */
  move(itemId: string, how: string, body: object): Promise<Reply>;
  /** The same where it has to come about. */
  done(itemId: string, how: string, body: object): Promise<StockMovement>;
  /** Everything is as the ledger says; for after each test. */
  expectAudited(): Promise<void>;
}

/** A new organization on this server. */
export async function openStockDesk(server: TestServer): Promise<StockDesk> {
  const organization = await server.makeOrganization();
  const { owner } = organization;
  const have = async <T>(path: string, body: object): Promise<T> => {
    const { status, body: answer } = await owner.post(path, body);
    if (status !== 201) throw new Error(`${path} was answered with ${status}: ${JSON.stringify(answer)}`);
    return answer as T;
  };
  const id = async (path: string, body: object): Promise<string> => (await have<{ id: string }>(path, body)).id;
  const item = async (which: string): Promise<Item> => (await owner.get(`/items/${which}`)).body as Item;
  return {
    organization, owner, id, item,
    warehouse: await id('/stock-locations', { name: 'Main warehouse', type: 'warehouse' }),
    van: await id('/stock-locations', { name: 'Van 1', type: 'vehicle' }),
    cable: await id('/items', { sku: 'cab-1', name: 'Drop cable', unit: 'metre', lowStockThreshold: 3 }),
    router: await id('/items', { sku: 'RTR-1', name: 'Router', serialTracking: true }),
    onHand: async (which) => (await item(which)).onHand,
    move: (which, how, body) => owner.post(`/items/${which}/${how}`, body),
    done: (which, how, body) => have<StockMovement>(`/items/${which}/${how}`, body),
    async expectAudited() {
      expect((await owner.get('/inventory/audit')).body.differences).toEqual([]);
    },
  };
}
