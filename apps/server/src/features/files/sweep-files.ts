import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemActor } from '../../core/actor.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Services } from '../../core/services.ts';
import { keysOfOrganization } from './file-name.ts';
import { incomingIn } from './incoming.ts';

const day = 86_400_000;
const batchSize = 500;

/** Removes, every night, what no row knows: bytes whose request died before its row was written, and uploads that broke off with their process. */
export function fileJobs(services: Services): JobDefinition[] {
  return [{ name: 'file-sweep', retries: 2, expiresAfter: 3600, concurrency: 1, cron: '43 2 * * *', run: () => sweepFiles(services) }];
}

type Needed = Pick<Services, 'clock' | 'config' | 'dataSource' | 'files' | 'inOrg' | 'log'>;

/** What is younger than a day may belong to a request that is still running. */
export async function sweepFiles(services: Needed): Promise<void> {
  const before = new Date(services.clock.now().getTime() - day);
  await sweepIncoming(incomingIn(services.config), before);
  const organizations: { id: string }[] = await services.dataSource.query('select id from organizations order by id');
  let removed = 0;
  for (const { id } of organizations) removed += await sweepOrganization(services, id, before);
  if (removed > 0) services.log.info({ removed }, 'files without a row were removed');
}

async function sweepOrganization({ files, inOrg }: Needed, organizationId: string, before: Date): Promise<number> {
  let removed = 0;
  const batch: string[] = [];
  const sweep = async () => {
    const keys = batch.splice(0);
    const known = new Set(await inOrg(systemActor(organizationId), async ({ rows }) =>
      (await rows<{ key: string }>(
        `select key from files where organization_id = $1 and key = any ($2)
         union all select logo_key from organization_settings where organization_id = $1 and logo_key = any ($2)
         union all select document_key from quotes where organization_id = $1 and document_key = any ($2)`, [organizationId, keys])).map(({ key }) => key),
    { readOnly: true }));
    for (const key of keys.filter((one) => !known.has(one))) {
      await files.remove(key);
      removed += 1;
    }
  };
  for await (const { key, storedAt } of files.list(keysOfOrganization(organizationId))) {
    if (storedAt < before) batch.push(key);
    if (batch.length >= batchSize) await sweep();
  }
  if (batch.length > 0) await sweep();
  return removed;
}

async function sweepIncoming(directory: string, before: Date): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    const place = path.join(directory, name);
    const found = await stat(place).catch(() => null);
    if (found && found.mtime < before) await rm(place, { force: true });
  }
}
