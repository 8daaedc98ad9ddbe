import type { Reaction } from '../../core/events.ts';
import type { FilesPort } from '../../ports/files.ts';
import { keysOfLead } from './file-name.ts';

/** D14: what a purged lead had in the store goes with it. Its rows went in the purge itself, or go now. */
export function fileReactions(files: FilesPort): Reaction[] {
  return [{
    name: 'files-of-purged-lead',
    to: ['lead.purged'],
    async react({ event: { subjectId: leadId }, organizationId, inOrg }) {
      await inOrg(({ rows }) => rows('delete from files where organization_id = $1 and lead_id = $2', [organizationId, leadId]));
      for await (const { key } of files.list(keysOfLead(organizationId, leadId))) await files.remove(key);
    },
  }];
}
