import type { createFile, FileCategory, LeadFile as FileView } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import type { Finished, FormCall } from '../../core/routes.ts';
import { insertRow } from '../../core/rows.ts';
import type { Services } from '../../core/services.ts';
import { keyOf, safeName } from './file-name.ts';
import { eventSubjectOf, lockSubject, subjectOf, type FileSubject } from './file-subject.ts';
import { TooManyFiles } from './file.errors.ts';
import { changedFile } from './file.view.ts';
import { recognizeFile } from './recognize-file.ts';

/** Of one lead or service order. Deleted ones do not count, and can come back only where there is room. */
export const maxFiles = 200;

/**
 * Adds a file to a lead or a service order: recognized, stored, and only then a row, so that no row is without its bytes. What is stored for a row that is then
 * refused is removed again; where nobody lives to do that, the sweep finds it.
 */
export async function addFile(
  { files, clock, log }: Pick<Services, 'files' | 'clock' | 'log'>, { actor, body, file, inOrg, finish }: FormCall<typeof createFile>,
): Promise<Finished> {
  const kind = await recognizeFile(file);
  // Who may not add here is told before anything is stored.
  const subject = subjectOf(body);
  await inOrg(actor, (scope) => roomOn(scope, subject));
  const { organizationId } = actor;
  const name = safeName(file.name, kind);
  const id = newId();
  const key = keyOf({ organizationId, ...subject, id, name }, clock.now());
  const category: FileCategory = body.category ?? (kind.mediaType.startsWith('image/') ? 'photo' : 'document');
  await files.put(key, file.open(), { size: file.size, mediaType: kind.mediaType });

  const withdraw = () => files.remove(key).catch((error: unknown) => log.warn({ err: error, key }, 'a file that was refused stays for the sweep'));
  try {
    const finished = await finish((scope) => insert(scope, {
      id, ...subject, name, category, mediaType: kind.mediaType, size: file.size, sha256: Buffer.from(file.sha256, 'hex'), key,
    }));
    if (finished.replayed) await withdraw();
    return finished;
  } catch (error) {
    // Only a refusal is known to have left no row; after anything else the commit may have happened.
    if (error instanceof Refusal) await withdraw();
    throw error;
  }
}

type NewRow = FileSubject & { id: string; name: string; category: FileCategory; mediaType: string; size: number; sha256: Buffer; key: string };

async function insert(scope: Scope, row: NewRow): Promise<FileView> {
  const { organizationId, actor, now } = scope;
  await roomOn(scope, row);
  await insertRow(scope, 'files', { organizationId, ...row, createdById: actor.userId, createdAt: now, updatedAt: now });
  const { id: fileId, name, category, mediaType, size } = row;
  await scope.record('file.added', eventSubjectOf(row), { fileId, name, category, mediaType, size });
  return changedFile(scope, row.id);
}

/** Locks what it is to be kept with, for somebody who may add there. Throws {@link TooManyFiles}. */
export async function roomOn(scope: Scope, subject: FileSubject): Promise<void> {
  await lockSubject(scope, subject);
  const [count] = await scope.rows<{ files: number }>(
    `select count(*)::int as files from files
      where organization_id = $1 and (lead_id = $2 or service_order_id = $3) and deleted_at is null`, [scope.organizationId, subject.leadId, subject.serviceOrderId]);
  if (count!.files >= maxFiles) throw new TooManyFiles(maxFiles);
}
