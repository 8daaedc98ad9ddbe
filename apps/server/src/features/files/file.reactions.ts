import type { Reaction } from '../../core/events.ts';
import type { FilesPort } from '../../ports/files.ts';
import { keysOfLead } from './file-name.ts';

/**
 * D14: what a purged lead had in the store goes with it, and what an erased person left with one: a copy of an identity card cannot be made
 * anonymous. Rows of a purged lead went in the purge itself, those of an erased person go now.
 */
export function fileReactions(files: FilesPort): Reaction[] {
  return [{
    name: 'files-of-purged-lead',
    to: ['lead.purged', 'lead.erased'],
    async react({ event: { subjectId: leadId, at }, organizationId, inOrg }) {
      await inOrg(({ rows }) => rows(
        'delete from files where organization_id = $1 and lead_id = $2 and created_at <= $3', [organizationId, leadId, at]));
      // An erased lead lives on: what came to it since then stays.
      for await (const { key, storedAt } of files.list(keysOfLead(organizationId, leadId))) if (storedAt <= at) await files.remove(key);
    },
  }];
}
