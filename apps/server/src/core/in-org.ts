import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type pg from 'pg';
import { createHash } from 'node:crypto';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import { newId, isId } from './ids.ts';
import type { Jobs } from './jobs.ts';
import { relationOf } from './relation.ts';

export type EventType = `${string}.${string}`;

export interface EventSubject { type: string; id: string }

/** Everything work inside an organization needs, passed explicitly. It exists only as long as its transaction. */
export interface Scope {
  actor: Actor;
  organizationId: string;
  /** One instant for the whole transaction. */
  now: Date;
  /** Entities, for writes that carry rules. */
  tx: EntityManager;
  /** SQL shaped for a screen. Prepared once per connection; `$1` is by convention the organization. */
  rows<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]>;
  /** The same without preparing: for searches, whose best plan depends on the term. */
  rowsPlannedAnew<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]>;
  /** A write whose answer nobody needs: it is sent without waiting, and its failure fails the transaction. */
  write(sql: string, values: readonly unknown[]): void;
  /** Writes one row to `events` in this transaction and enqueues its reactions with it. Returns the event's id. */
  record(type: EventType, subject: EventSubject, changes?: object): Promise<string>;
  /** The same for many events of one type, in one statement. */
  recordAll(type: EventType, events: readonly { subject: EventSubject; changes: object }[]): Promise<void>;
  /** Puts a job into this transaction. */
  enqueue(job: string, data: object, options?: { startAfter?: Date; singletonKey?: string }): Promise<void>;
  /**
   * Gathers what is to be told of the whole: when the work is done, and still in its transaction, `tell` runs once with everything it was given. What a savepoint
   * took back stays in it, so it reads anew what became of it.
   */
  beforeCommit<What>(tell: (all: readonly What[]) => Promise<void>, what: What): void;
  /** Runs once the transaction has committed; never if it rolled back. For memory only: the network has jobs. */
  afterCommit(callback: () => void): void;
}

export interface InOrgOptions {
  /** The database itself refuses writes. */
  readOnly?: boolean;
}

/** The one door to an organization's data: a short transaction in which row-level security knows the organization. */
export type InOrg = <Result>(actor: Actor, work: (scope: Scope) => Promise<Result>, options?: InOrgOptions) => Promise<Result>;

interface Dependencies {
  dataSource: DataSource;
  jobs: Pick<Jobs, 'enqueue' | 'wake'>;
  clock: Clock;
  /** Which reactions an event type has. */
  reactionsTo(type: EventType): readonly string[];
  onCommit?(organizationId: string, what: { recorded: boolean }): void;
}

/** The job in which reactions run. */
export const reactionJob = 'reaction';

/** Serialization failures and deadlocks: PostgreSQL asks for the transaction to be run again. */
const transient = new Set(['40001', '40P01']);
const attempts = 4;
/** What every statement is told after one that failed: it is not the reason. */
const aftermath = '25P02';

const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;

/**
 * What is sent without waiting for its answer. Statements are answered in the order they were sent, so a failure among them shows up later as
 * the {@link aftermath} of the next one; `cause` finds it again.
 */
class Unawaited {
  readonly #sent: Promise<unknown>[] = [];

  add(query: Promise<unknown>): void {
    query.catch(() => {}); // is looked at in `all` or `cause`
    this.#sent.push(query);
  }

  all(): Promise<unknown> {
    return Promise.all(this.#sent);
  }

  async cause(met: unknown): Promise<unknown> {
    if (codeOf(met) !== aftermath) return met;
    for (const answer of await Promise.allSettled(this.#sent)) {
      if (answer.status === 'rejected' && codeOf(answer.reason) !== aftermath) return answer.reason;
    }
    return met;
  }
}

const statementNames = new Map<string, string>();

/** The same text has the same name on every connection; a digest, because PostgreSQL cuts names at 63 bytes. */
function statementName(sql: string): string {
  let name = statementNames.get(sql);
  if (!name) {
    name = createHash('sha1').update(sql).digest('hex');
    statementNames.set(sql, name);
  }
  return name;
}

export function createInOrg({ dataSource, jobs, clock, reactionsTo, onCommit }: Dependencies): InOrg {
  async function once<Result>(actor: Actor, work: (scope: Scope) => Promise<Result>, { readOnly = false }: InOrgOptions): Promise<Result> {
    const { organizationId } = actor;
    if (!isId(organizationId)) throw new Error('An organization id has to be a UUID before it may become a setting.');
    // The flag is writable in fact; its type is not.
    const runner = dataSource.createQueryRunner() as QueryRunner & { isTransactionActive: boolean };
    const client = (await runner.connect()) as pg.PoolClient;
    const callbacks: (() => void)[] = [];
    const gathered = new Map<(all: readonly never[]) => Promise<void>, unknown[]>();
    const woken = new Set<string>();
    const unawaited = new Unawaited();
    let recorded = false;
    try {
      // One message for both, and the first statement follows without waiting: the policy is nearly free, its round trips are not.
      unawaited.add(client.query(`begin${readOnly ? ' read only' : ''}; set local app.organization_id = '${organizationId}'`));
      // The transaction was begun beside TypeORM; told of it, it opens none of its own.
      runner.isTransactionActive = true;

      const enqueue: Scope['enqueue'] = async (job, data, options) => {
        await jobs.enqueue(client, job, { organizationId, ...data }, options);
        woken.add(job);
      };
      const scope: Scope = {
        actor,
        organizationId,
        now: clock.now(),
        get tx() { return runner.manager; },
        rows: async <Row extends object>(sql: string, values: readonly unknown[]) =>
          (await client.query<Row & pg.QueryResultRow>({ name: statementName(sql), text: sql, values: [...values] })).rows,
        rowsPlannedAnew: async <Row extends object>(sql: string, values: readonly unknown[]) =>
          (await client.query<Row & pg.QueryResultRow>(sql, [...values])).rows,
        write(sql, values) {
          unawaited.add(client.query({ name: statementName(sql), text: sql, values: [...values] }));
        },
        async record(type, subject, changes = {}) {
          const id = newId();
          recorded = true;
          scope.write(
            `insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_id, actor_name, changes, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
            [organizationId, id, type, subject.type, subject.id, actor.kind, actor.userId, actor.name, JSON.stringify(changes), scope.now]);
          for (const reaction of reactionsTo(type)) await enqueue(reactionJob, { eventId: id, reaction });
          return id;
        },
        async recordAll(type, events) {
          if (events.length === 0) return;
          const ids = events.map(() => newId());
          recorded = true;
          const { columns, relation, values } = await relationOf(scope, 'events', events.map(({ subject, changes }, index) => ({
            id: ids[index], type, subjectType: subject.type, subjectId: subject.id, actorKind: actor.kind, actorId: actor.userId, actorName: actor.name, changes, at: scope.now,
          })));
          scope.write(`insert into events (organization_id, ${columns}) select organization_id, ${columns} from ${relation} r`, values);
          for (const reaction of reactionsTo(type)) for (const eventId of ids) await enqueue(reactionJob, { eventId, reaction });
        },
        enqueue,
        beforeCommit(tell, what) {
          const all = gathered.get(tell);
          if (all) all.push(what);
          else gathered.set(tell, [what]);
        },
        afterCommit: (callback) => { callbacks.push(callback); },
      };
      const result = await work(scope);
      for (const [tell, all] of gathered) await tell(all as never[]);
      await unawaited.all();
      const committed = client.query('commit');
      // A read has its answer; whoever takes the connection next is served after the commit.
      if (readOnly) committed.catch(() => {});
      else await committed;
      runner.isTransactionActive = false;
      if (!readOnly) onCommit?.(organizationId, { recorded });
      for (const job of woken) jobs.wake(job);
      for (const callback of callbacks) callback();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) {
        runner.isTransactionActive = false;
        // A connection that cannot even roll back is of no further use: the pool drops it when it is released with its error.
        await client.query('rollback').catch(() => {});
      }
      throw await unawaited.cause(error);
    } finally {
      await runner.release();
    }
  }

  return async (actor, work, options = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(actor, work, options);
      } catch (error) {
        if (attempt >= attempts || !transient.has(codeOf(error) ?? '')) throw error;
      }
    }
  };
}
