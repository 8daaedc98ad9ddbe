import type { Import } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { instant } from '../../core/sql.ts';
import { ownImports, type ImportNoun } from './import-noun.ts';

/** The last import of the very same content that was run and not undone. With `alone` whoever imports it at this moment as well waits, and is found by the other. */
export async function importedBefore({ rows, organizationId, actor }: Scope, noun: ImportNoun, id: string, { alone = false } = {}): Promise<Import['importedBefore']> {
  if (alone) {
    await rows(
      `select pg_advisory_xact_lock(hashtextextended('imports/' || i.organization_id || encode(i.content_hash, 'hex'), 0)) from imports i
        where i.organization_id = $1 and i.id = $2 and i.content_hash is not null`, [organizationId, id]);
  }
  const [before] = await rows<NonNullable<Import['importedBefore']>>(
    `select case when $3::uuid is null or o.created_by_id = $3 then o.id end as id, o.file_name as "fileName", o.created_by_name as "byName", ${instant('r.created_at')} as at
       from imports i
       join imports o on o.organization_id = $1 and o.noun = i.noun and o.content_hash = i.content_hash and o.id <> i.id
       join jobs r on r.organization_id = $1 and r.id = o.run_job_id
      where i.organization_id = $1 and i.id = $2
        and not exists (select from jobs u where u.organization_id = $1 and u.undo_of_id = o.run_job_id and u.state = 'done')
      order by r.created_at desc, o.id desc limit 1`, [organizationId, id, ownImports(actor, noun)]);
  return before ?? null;
}
