import type pg from 'pg';
import { encodeCursor } from '../src/core/cursor.ts';
import type { BaseSample } from './workload.ts';

/** What is asked about in one database, chosen from what is in it. */
export interface Sample extends BaseSample {
  salesId: string;
  offerId: string;
  /** Open stages of the default pipeline; moves go round among them. */
  stageIds: string[];
  leadIds: string[];
  /** Cursors around the middle of the list. */
  cursors: string[];
  rareTerms: string[];
  prefixes: string[];
}

const size = 200;

/** Beginnings of first names, common enough to find more than a page in the smallest database. */
const prefixes = ['wanji', 'otie', 'chebe', 'kama', 'hali', 'merc', 'josep', 'akin'];

/** Chooses leads all over the database. The tokens are the caller’s. */
export async function takeSample(client: pg.Client, organizationId: string, tokens: Sample['tokens']): Promise<Sample> {
  const ids = async (sql: string, values: unknown[] = []) =>
    (await client.query<{ value: string }>(sql, [organizationId, ...values])).rows.map(({ value }) => value);
  const [count] = await ids('select count(*)::text as value from leads where organization_id = $1');
  const step = Math.max(1, Math.floor(Number(count) / size));
  const leads = (
    await client.query<{ id: string; key: string; phone: string }>(
      `select id, created_at::text as key, phone from (select l.*, row_number() over (order by created_at desc,
        id desc) as place from leads l where organization_id = $1) l
      where place % $2 = 0 limit $3`,
      [organizationId, step, size],
    )
  ).rows;
  const middle = leads.slice(leads.length * 0.4, leads.length * 0.6);
  return {
    organizationId,
    tokens,
    prefixes,
    salesId: (await ids("select id as value from users where organization_id = $1 and email = 'sales@demo.test'"))[0]!,
    offerId: (
      await ids('select id as value from offers where organization_id = $1 order by download_mbps, id limit 1')
    )[0]!,
    stageIds: await ids(
      `select s.id as value from stages s join pipelines p on p.organization_id = $1 and p.id = s.pipeline_id
        and p.is_default and p.kind = 'lead'
        where s.organization_id = $1 and s.type in ('new', 'in_progress') order by s.position`,
    ),
    leadIds: await ids(
      `select id as value from leads where organization_id = $1 and status in ('new', 'in_progress')
        and unique_phone is not null order by md5(id::text) limit $2`,
      [size],
    ),
    cursors: middle.map(({ key, id }) => encodeCursor([key, id])),
    rareTerms: leads.filter(({ phone }) => phone).map(({ phone }) => phone.slice(-8)),
  };
}
