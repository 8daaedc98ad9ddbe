import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { Json, instant } from '../../core/sql.ts';
import { missingLead, readableOwners } from '../leads/index.ts';

/** What was captured of a lead, newest first. Throws a 404 for a lead that the actor may not see. */
export async function capturesOf(
  scope: Scope, leadId: string, { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<Json> {
  const { rows, organizationId, actor } = scope;
  const [lead] = await rows(
    `select 1 from leads l where l.organization_id = $1 and l.id = $2 and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))`,
    [organizationId, leadId, readableOwners(actor)]);
  if (!lead) throw await missingLead(scope, leadId);
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<{ json: string; id: string; key: string }>(
    `select x.id, x.key, x.json::text as json from (
       select c.id, c.created_at::text as key, json_build_object(
                'id', c.id, 'source', c.source, 'sourceName', s.name, 'company', c.company, 'name', c.name, 'phone', c.phone, 'email', c.email, 'data', c.data,
                'estimatedValue', c.estimated_value::text, 'valueStated', c.value_stated, 'joined', c.joined,
                'externalRef', case when c.external_reference is not null
                  then json_build_object('source', c.external_source, 'reference', c.external_reference) end,
                'capturedBy', c.captured_by, 'at', ${instant('c.created_at')}) as json
         from lead_captures c join lead_sources s on s.organization_id = $1 and s.code = c.source
        where c.organization_id = $1 and c.lead_id = $2 and ($3::timestamptz is null or (c.created_at, c.id) < ($3, $4::uuid))
        order by c.created_at desc, c.id desc limit $5) x`,
    [organizationId, leadId, at, id, limit + 1]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = found.length > limit && last ? encodeCursor([last.key, last.id]) : null;
  return new Json(`{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`);
}
