import { generateKeyBetween } from 'fractional-indexing';
import type pg from 'pg';
import { newId, nobody } from '../src/core/ids.ts';
import type { Statement } from './bare-reads.ts';
import type { Sample } from './sample.ts';

interface BareWrites {
  create(lead: { phone: string; name: string }): Promise<string>;
  move(to: { id: string; stageId: string }): Promise<string>;
  /** Only the lead’s own row, in one statement. */
  plainUpdate(to: { id: string; stageId: string }): Promise<object>;
}

/**
 * The writes as somebody would write them who needs no rules: what creating and moving insert and update, in one
 * transaction, and the answer that `view`, the statement of one lead, gives.
 */
export function bareWrites(pool: pg.Pool, { organizationId, stageIds, offerId }: Sample, view: Statement): BareWrites {
  let number = 100_000_000;
  const inTransaction = async (work: (client: pg.PoolClient) => Promise<string>): Promise<string> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const answer = await work(client);
      await client.query('commit');
      return answer;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  const rankOnTop = async (client: pg.PoolClient, stageId: string) => {
    const {
      rows: [first],
    } = await client.query<{ rank: string }>({
      name: 'top',
      text: `select rank from leads where organization_id = $1 and stage_id = $2 and deleted_at is null
        order by rank, id limit 1`,
      values: [organizationId, stageId],
    });
    return generateKeyBetween(null, first?.rank ?? null);
  };
  const writeEvent = (client: pg.PoolClient, type: string, id: string, changes: object) =>
    client.query({
      name: 'event',
      text: `insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_id,
        actor_name, changes, at)
           values ($1, $2, $3, 'lead', $4, 'system', null, 'bare', $5, now())`,
      values: [organizationId, newId(), type, id, JSON.stringify(changes)],
    });
  const readBack = async (client: pg.PoolClient, id: string) =>
    (await client.query<{ json: string }>({ ...view, values: view.values.with(1, id) })).rows[0]!.json;

  return {
    create: ({ phone, name }) =>
      inTransaction(async (client) => {
        const id = newId();
        const own = (number += 1);
        const stageId = stageIds[0]!;
        const rank = await rankOnTop(client, stageId);
        await client.query({
          name: 'insert',
          text: `insert into leads (organization_id, id, number, title, name, phone, location, city, source,
            offer_id, value, pipeline_id, stage_id, status, rank, stage_entered_at,
                                  search_text, unique_phone, created_at, updated_at)
               select $1, $2, $3, $4, $4, $5, 'Kilimani', 'Nairobi', 'website', $6, 1800, s.pipeline_id, s.id,
                 s.type, $7, now(), $8, $5, now(), now()
                 from stages s where s.organization_id = $1 and s.id = $9`,
          values: [
            organizationId,
            id,
            own,
            name,
            phone,
            offerId,
            rank,
            ` ${name.toLowerCase()} kilimani nairobi ${phone.slice(1)} l-${own}`,
            stageId,
          ],
        });
        await client.query({
          name: 'delta',
          text: `insert into lead_count_deltas (organization_id, id, stage_id, owner_key, leads, value)
            values ($1, $2, $3, $4, 1, 1800)`,
          values: [organizationId, newId(), stageId, nobody],
        });
        await writeEvent(client, 'lead.created', id, { title: name, source: 'website', stageId });
        return readBack(client, id);
      }),
    move: ({ id, stageId }) =>
      inTransaction(async (client) => {
        const {
          rows: [before],
        } = await client.query<{ stageId: string; ownerKey: string; value: string }>({
          name: 'lock',
          text: `select stage_id as "stageId", owner_key as "ownerKey", value::text from leads
            where organization_id = $1 and id = $2 for update`,
          values: [organizationId, id],
        });
        const { stageId: from, ownerKey, value } = before!;
        const rank = await rankOnTop(client, stageId);
        await client.query({
          name: 'update',
          text: `update leads l set stage_id = s.id, status = s.type, rank = $4, stage_entered_at = now(),
            updated_at = now(), version = l.version + 1
                 from stages s where l.organization_id = $1 and l.id = $2 and s.organization_id = $1 and s.id = $3`,
          values: [organizationId, id, stageId, rank],
        });
        await client.query({
          name: 'deltas',
          text: `insert into lead_count_deltas (organization_id, id, stage_id, owner_key, leads, value)
               values ($1, $2, $4, $6, -1, -$7::numeric), ($1, $3, $5, $6, 1, $7::numeric)`,
          values: [organizationId, newId(), newId(), from, stageId, ownerKey, value],
        });
        await writeEvent(client, 'lead.stage_changed', id, { from, to: stageId });
        return readBack(client, id);
      }),
    async plainUpdate({ id, stageId }) {
      await pool.query({
        name: 'plain',
        text: `update leads set stage_id = $3, stage_entered_at = now(), version = version + 1
          where organization_id = $1 and id = $2`,
        values: [organizationId, id, stageId],
      });
      return {};
    },
  };
}
