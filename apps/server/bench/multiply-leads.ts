import type pg from 'pg';
import { columnsOf, dropIndexes } from './copies.ts';

/**
 * A copy’s number, phone and place in its stage are its own; its id keeps the time in it, so that ids still sort by
 * age.
 */
const own: { [column: string]: string } = {
  id: '(left(l.id::text, 15) || substr(gen_random_uuid()::text, 16))::uuid',
  number: 'c.number',
  phone: 'c.phone',
  unique_phone: 'case when l.unique_phone is not null then c.phone end',
  rank: "l.rank || 'V' || lpad(c.copy::text, 3, '0') || '1'",
  created_at: 'l.created_at - c.earlier',
  stage_entered_at: 'l.stage_entered_at - c.earlier',
  updated_at: 'l.updated_at - c.earlier',
  search_text:
    `replace(replace(l.search_text, ltrim(l.phone, '+'), ltrim(c.phone, '+')), 'l-' || lpad(l.number::text, 6,
      '0'), 'l-' || lpad(c.number::text, 6, '0'))`,
  next_activity_id: 'null',
  conversion_id: 'null',
  converted_at: 'null',
  subscriber_id: 'null',
};

/**
 * Turns every lead into `times`, each with the event of its creation, and sets the counts right. Straight in SQL and
 * without indexes meanwhile: the way in is measured elsewhere, here only what is there afterwards counts.
 */
export async function multiplyLeads(
  client: pg.Client,
  organizationId: string,
  times: number,
): Promise<void> {
  const {
    rows: [seed],
  } = await client.query<{ leads: number; last: number }>(
    'select count(*)::int as leads, max(number) as last from leads where organization_id = $1',
    [organizationId],
  );
  await client.query('begin');
  // Copies refer to what the seed refers to; checking that for every row would take longer than everything else.
  await client.query("set local session_replication_role = 'replica'");
  const restore = [...(await dropIndexes(client, 'leads')), ...(await dropIndexes(client, 'events'))];
  const names = await columnsOf(client, 'leads');
  await client.query(
    `insert into leads (${names.join(', ')})
     select ${names.map((name) => own[name] ?? `l.${name}`).join(', ')}
       from leads l
       join (select id, row_number() over (order by created_at, id) as place from leads
         where organization_id = $1) p on p.id = l.id
      cross join generate_series(1, $2::int - 1) g (copy)
      cross join lateral (select g.copy, ($3::int + (g.copy - 1) * $4::int + p.place)::int as number) n
      cross join lateral (select n.copy, n.number, '+25475' || lpad(n.number::text, 7, '0') as phone,
        n.copy * interval '7 minutes' as earlier) c
      where l.organization_id = $1`,
    [organizationId, times, seed!.last, seed!.leads],
  );
  await client.query(
    `insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_name, changes, at)
     select organization_id, id, 'lead.created', 'lead', id, 'system', 'Lastmile', jsonb_build_object('title',
       title, 'source', source), created_at
       from leads where organization_id = $1 and number > $2`,
    [organizationId, seed!.last],
  );
  await client.query(
    `update number_counters set last = (select max(number) from leads where organization_id = $1)
      where organization_id = $1 and kind = 'lead'`,
    [organizationId],
  );
  await client.query('delete from lead_counts where organization_id = $1', [organizationId]);
  await client.query(
    `insert into lead_counts (organization_id, stage_id, owner_key, leads, value)
     select organization_id, stage_id, owner_key, count(*), sum(value) from leads
       where organization_id = $1 group by organization_id, stage_id, owner_key`,
    [organizationId],
  );
  for (const statement of restore) await client.query(statement);
  await client.query('commit');
}
