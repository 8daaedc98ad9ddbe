import pg from 'pg';

export type RouterTurns = ReturnType<typeof createRouterTurns>;

/**
 * One job at a time per router, across processes: a lock on a connection of its own, outside any transaction. A process that dies takes its
 * connection, and so its lock, with it.
 */
export function createRouterTurns(databaseUrl: string) {
  return {
    /** Does the work if it is our turn; `null` when somebody else has it. */
    async take<Result>(routerId: string, work: () => Promise<Result>): Promise<{ result: Result } | null> {
      const client = new pg.Client({ connectionString: databaseUrl, application_name: 'lastmile-router-turn' });
      // The connection only holds the lock; losing it ends our turn, which the idempotent steps survive.
      client.on('error', () => {});
      await client.connect();
      try {
        const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as got', [`router/${routerId}`]);
        return rows[0]!.got ? { result: await work() } : null;
      } finally {
        await client.end().catch(() => {});
      }
    },
  };
}
