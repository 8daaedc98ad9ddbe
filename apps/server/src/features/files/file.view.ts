import type { LeadFile } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { mustSeeSubject, subjectOf, visibleTo } from './file-subject.ts';
import { kindOf } from './file-kinds.ts';

type Row = Omit<LeadFile, 'preview'>;
const view = (file: Row): LeadFile => ({ ...file, preview: kindOf(file.mediaType)?.preview ?? null });

const columns = `
  f.id, f.lead_id as "leadId", f.service_order_id as "serviceOrderId", f.name, f.category, f.media_type as "mediaType", f.size, ${instant('f.created_at')} as "createdAt",
  f.created_by_id as "createdById", (select u.name from users u where u.organization_id = $1 and u.id = f.created_by_id) as "createdByName", f.version`;

const from = `from files f
  left join leads l on l.organization_id = $1 and l.id = f.lead_id
  left join service_orders o on o.organization_id = $1 and o.id = f.service_order_id
 where f.organization_id = $1`;

interface Which { leadId?: string; serviceOrderId?: string; subscriberId?: string; limit?: number; cursor?: string }

/** Newest first, of one lead, one service order, or all orders of a subscriber. Throws what says that there is no such one, for somebody who may not see it. */
export async function filesOf(scope: Scope, { limit = 50, cursor, ...which }: Which): Promise<{ data: LeadFile[]; nextCursor: string | null }> {
  const { rows, organizationId, actor } = scope;
  const ofSubscriber = which.subscriberId && !which.leadId && !which.serviceOrderId;
  const subject = ofSubscriber ? null : subjectOf(which);
  if (subject) await mustSeeSubject(scope, subject);
  const [createdAt, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const { condition, values } = visibleTo(actor, 6);
  const [column, value] = subject === null ? ['o.subscriber_id', which.subscriberId] : subject.leadId === null ? ['f.service_order_id', subject.serviceOrderId] : ['f.lead_id', subject.leadId];
  const found = await rows<Row & { key: string }>(
    `select ${columns}, f.created_at::text as key ${from}
        and ${column} = $2 and f.deleted_at is null and ($3::timestamptz is null or (f.created_at, f.id) < ($3, $4::uuid))
        and ${condition}
      order by f.created_at desc, f.id desc limit $5`,
    [organizationId, value, createdAt, id, limit + 1, ...values]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return {
    data: data.map(({ key: _, ...file }) => view(file)),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
  };
}

/** Throws {@link NotFound} for one the actor may not see. */
export async function fileView(scope: Scope, id: string): Promise<LeadFile> {
  return view(await visibleFile<Row>(scope, id, columns));
}

async function visibleFile<Found extends object>({ rows, organizationId, actor }: Scope, id: string, what: string): Promise<Found> {
  const { condition, values } = visibleTo(actor, 3);
  const [file] = await rows<Found>(`select ${what} ${from} and f.id = $2 and f.deleted_at is null and ${condition}`, [organizationId, id, ...values]);
  if (!file) throw new NotFound('file');
  return file;
}

/** The same file as its owner writes it: for who has just changed it, whatever they may read. */
export async function changedFile({ rows, organizationId }: Scope, id: string): Promise<LeadFile> {
  const [file] = await rows<Row>(`select ${columns} from files f where f.organization_id = $1 and f.id = $2`, [organizationId, id]);
  return view(file!);
}

/** Where its bytes are, for one that the actor may see. */
export const contentOf = (scope: Scope, id: string): Promise<{ key: string; name: string; mediaType: string; size: number }> =>
  visibleFile(scope, id, 'f.key, f.name, f.media_type as "mediaType", f.size');
