import type { Permission } from '@lastmile/contracts';
import { systemActor, type Actor } from './actor.ts';
import type { InOrg, Scope } from './in-org.ts';
import type { Logger } from 'pino';

/** What an open screen is told: that something happened, never what; it fetches what it may see. */
export interface Change { id: string; type: string; subject: { type: string; id: string } }

type Listener = (changes: Change[]) => void;
interface Channel {
  listeners: Map<Listener, Actor>;
  /** The place in the feed: everything before it was told. Null until the first look. */
  position: Position | null;
  reading: boolean;
  again: boolean;
  /** The first look, after which nothing is missed. */
  started: Promise<void>;
}
interface Position { transactionId: string; id: string }

export interface Live {
  /** Tells the listener of every change in the actor's organization from when the promise resolves; it gives how to stop. */
  listen(actor: Actor, listener: Listener): Promise<() => void>;
  /** Something was committed here: look now instead of at the next tick. */
  poke(organizationId: string): void;
  stop(): void;
}

/** How often other processes' changes are looked for. */
const tick = 1000;

const noSubject: Permission = 'leads:read';
const readPermission: { [subject: string]: Permission } = {
  lead: 'leads:read', subscriber: 'subscribers:read', router: 'routers:read', pipeline: 'pipelines:read', offer: 'offers:read',
  user: 'users:read', organization: 'organization:read', signup_widget: 'signup-widgets:read', tag: 'leads:read', lead_view: 'leads:read',
  lead_field: 'pipelines:read', job: 'jobs:read', item: 'inventory:read', item_category: 'inventory:read', stock_location: 'inventory:read', stocktake: 'inventory:read',
  inventory_settings: 'inventory:read', service_order: 'service-orders:read', quote: 'quotes:read', invoice: 'invoices:read', router_user: 'subscribers:read', router_operation: 'subscribers:read',
};

/**
 * Feeds open screens from the events table: one reader per process and organization with open screens. A notification in every writing
 * transaction would line their commits up behind each other.
 */
export function createLive({ inOrg, log }: { inOrg: () => InOrg; log: Logger }): Live {
  const channels = new Map<string, Channel>();

  async function read(organizationId: string, channel: Channel): Promise<void> {
    if (channel.reading) {
      channel.again = true;
      return;
    }
    channel.reading = true;
    try {
      do {
        channel.again = false;
        const { position, events } = await inOrg()(systemActor(organizationId), (scope) => newEvents(scope, channel.position), { readOnly: true });
        channel.position = position;
        for (const [listener, actor] of channel.listeners) {
          const visible = events.filter(({ subject }) => actor.grants[readPermission[subject.type] ?? noSubject]);
          if (visible.length > 0) listener(visible);
        }
      } while (channel.again && channel.listeners.size > 0);
    } catch (error) {
      log.warn({ err: error }, 'live updates could not be read; trying again');
    } finally {
      channel.reading = false;
    }
  }

  const timer = setInterval(() => {
    for (const [organizationId, channel] of channels) void read(organizationId, channel);
  }, tick);
  timer.unref();

  return {
    async listen(actor, listener) {
      const { organizationId } = actor;
      let channel = channels.get(organizationId);
      if (!channel) {
        channel = { listeners: new Map(), position: null, reading: false, again: false, started: Promise.resolve() };
        channels.set(organizationId, channel);
        channel.started = read(organizationId, channel);
      }
      const mine = channel;
      mine.listeners.set(listener, actor);
      const stop = () => {
        mine.listeners.delete(listener);
        if (mine.listeners.size === 0 && channels.get(organizationId) === mine) channels.delete(organizationId);
      };
      await mine.started;
      if (mine.position) return stop;
      stop();
      throw new Error('The place in the event feed could not be read.');
    },
    poke(organizationId) {
      const channel = channels.get(organizationId);
      if (channel) void read(organizationId, channel);
    },
    stop() {
      clearInterval(timer);
      channels.clear();
    },
  };
}

/** Events after a position in commit-safe order: only of transactions that every running one is newer than. */
async function newEvents({ rows, organizationId }: Scope, from: Position | null): Promise<{ position: Position; events: Change[] }> {
  if (!from) {
    const [start] = await rows<Position>(
      `select event_horizon()::text as "transactionId", '00000000-0000-0000-0000-000000000000' as id`, []);
    return { position: start!, events: [] };
  }
  const found = await rows<Position & { type: string; subjectType: string; subjectId: string }>(
    `select id, type, subject_type as "subjectType", subject_id as "subjectId", transaction_id::text as "transactionId"
       from events
      where organization_id = $1 and (transaction_id, id) > ($2::xid8, $3::uuid) and transaction_id < (select event_horizon())
      order by transaction_id, id limit 500`, [organizationId, from.transactionId, from.id]);
  const last = found.at(-1);
  return {
    position: last ? { transactionId: last.transactionId, id: last.id } : from,
    events: found.map(({ id, type, subjectType, subjectId }) => ({ id, type, subject: { type: subjectType, id: subjectId } })),
  };
}
