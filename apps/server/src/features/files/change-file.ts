import type { FileChanges } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { applyChanges, expectVersion, lockRecord } from '../../core/records.ts';
import { roomOn } from './add-file.ts';
import { kindOf } from './file-kinds.ts';
import { eventSubjectOf, lockSubject, type FileSubject } from './file-subject.ts';
import { safeName } from './file-name.ts';
import { FileEntity, type LeadFile } from './file.entity.ts';
import { changedFile } from './file.view.ts';

/** Renames a file or puts it into another category. The ending of its name stays one of its kind. */
export async function changeFile(scope: Scope, id: string, { name, category }: FileChanges, ifMatch: number | null): Promise<void> {
  const file = await lockFile(scope, id);
  await expectVersion(file, ifMatch, () => changedFile(scope, id));
  const kind = kindOf(file.mediaType) ?? { mediaType: file.mediaType, extensions: ['bin'], preview: null };
  const changed = await applyChanges(scope, FileEntity, file, { name: name === undefined ? undefined : safeName(name, kind), category });
  if (Object.keys(changed).length === 0) return;
  await scope.record('file.changed', eventSubjectOf(subjectOfRow(file)), { fileId: id, fileName: file.name, ...changed });
}

/** D14: hidden, and can be restored. The bytes stay until the lead is purged. */
export async function removeFile(scope: Scope, id: string): Promise<void> {
  const file = await lockFile(scope, id);
  await applyChanges(scope, FileEntity, file, { deletedAt: scope.now, deletedById: scope.actor.userId });
  await scope.record('file.removed', eventSubjectOf(subjectOfRow(file)), { fileId: id, name: file.name });
}

/** Throws `TooManyFiles` where its place was taken meanwhile. One that is not deleted stays as it is. */
export async function restoreFile(scope: Scope, id: string): Promise<void> {
  const file = await lockFile(scope, id, { deleted: true });
  if (!file.deletedAt) return;
  await roomOn(scope, subjectOfRow(file));
  await applyChanges(scope, FileEntity, file, { deletedAt: null, deletedById: null });
  await scope.record('file.restored', eventSubjectOf(subjectOfRow(file)), { fileId: id, name: file.name });
}

const subjectOfRow = ({ leadId, serviceOrderId }: Pick<LeadFile, 'leadId' | 'serviceOrderId'>): FileSubject => ({ leadId, serviceOrderId }) as FileSubject;

/** Locks what it is kept with, then the file: everybody in the same order. Throws {@link NotFound} as if there were none. */
async function lockFile(scope: Scope, id: string, { deleted = false } = {}): Promise<LeadFile> {
  const [place] = await scope.rows<FileSubject>(
    'select lead_id as "leadId", service_order_id as "serviceOrderId" from files where organization_id = $1 and id = $2', [scope.organizationId, id]);
  if (!place) throw new NotFound('file');
  await lockSubject(scope, place).catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('file') : error;
  });
  const file = await lockRecord(scope, FileEntity, id, 'file');
  if (file.deletedAt && !deleted) throw new NotFound('file');
  return file;
}
