import type { LeadFile } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { missingLead, readableOwners } from '../leads/index.ts';
import { kindOf } from './file-kinds.ts';

type Row = Omit<LeadFile, 'preview'>;
const view = (file: Row): LeadFile => ({ ...file, preview: kindOf(file.mediaType)?.preview ?? null });

const columns = `
  f.id, f.lead_id as "leadId", f.name, f.category, f.media_type as "mediaType", f.size, ${instant('f.created_at')} as "createdAt",
  f.created_by_id as "createdById", (select u.name from users u where u.organization_id = $1 and u.id = f.created_by_id) as "createdByName", f.version`;

/** A lead's files are seen by who may see the lead, while it is there (D14). */
const visible = (owners: string) => `l.deleted_at is null and (${owners}::uuid[] is null or l.owner_key = any (${owners}))`;

/** Newest first. Throws what {@link missingLead} says for a lead that the actor may not see. */
export async function filesOf(
  scope: Scope, { leadId, limit = 50, cursor }: { leadId: string; limit?: number; cursor?: string },
): Promise<{ data: LeadFile[]; nextCursor: string | null }> {
  const { rows, organizationId, actor } = scope;
  const readable = readableOwners(actor, 'files:read');
  const [lead] = await rows(
    `select 1 from leads l where l.organization_id = $1 and l.id = $2 and ${visible('$3')}`, [organizationId, leadId, readable]);
  if (!lead) throw await missingLead(scope, leadId);
  const [createdAt, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<Row & { key: string }>(
    `select ${columns}, f.created_at::text as key from files f
      where f.organization_id = $1 and f.lead_id = $2 and f.deleted_at is null and ($3::timestamptz is null or (f.created_at, f.id) < ($3, $4::uuid))
      order by f.created_at desc, f.id desc limit $5`,
    [organizationId, leadId, createdAt, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return {
    data: data.map(({ key: _, ...file }) => view(file)),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
  };
}

/** Throws {@link NotFound} for one the actor may not see. */
export async function fileView({ rows, organizationId, actor }: Scope, id: string): Promise<LeadFile> {
  const [file] = await rows<Row>(
    `select ${columns} from files f join leads l on l.organization_id = $1 and l.id = f.lead_id
      where f.organization_id = $1 and f.id = $2 and f.deleted_at is null and ${visible('$3')}`,
    [organizationId, id, readableOwners(actor, 'files:read')]);
  if (!file) throw new NotFound('file');
  return view(file);
}

/** The same file as its owner writes it: for who has just changed it, whatever they may read. */
export async function changedFile({ rows, organizationId }: Scope, id: string): Promise<LeadFile> {
  const [file] = await rows<Row>(`select ${columns} from files f where f.organization_id = $1 and f.id = $2`, [organizationId, id]);
  return view(file!);
}

/** Where its bytes are, for one that the actor may see. */
export async function contentOf(
  { rows, organizationId, actor }: Scope, id: string,
): Promise<{ key: string; name: string; mediaType: string; size: number }> {
  const [file] = await rows<{ key: string; name: string; mediaType: string; size: number }>(
    `select f.key, f.name, f.media_type as "mediaType", f.size from files f join leads l on l.organization_id = $1 and l.id = f.lead_id
      where f.organization_id = $1 and f.id = $2 and f.deleted_at is null and ${visible('$3')}`,
    [organizationId, id, readableOwners(actor, 'files:read')]);
  if (!file) throw new NotFound('file');
  return file;
}
