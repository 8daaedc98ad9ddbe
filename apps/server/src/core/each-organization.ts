import { systemActor } from './actor.ts';
import type { Scope } from './in-org.ts';
import type { Services } from './services.ts';

type Needed = Pick<Services, 'dataSource' | 'inOrg' | 'log'>;
type InOrganization = <Result>(work: (scope: Scope) => Promise<Result>) => Promise<Result>;

/**
 * Work that recurs, for one organization after the other, as the system. The trouble of one does not keep it from the others; it throws at the end,
 * so that the job is tried again. `trouble` is how the log's and the error's sentence about an organization ends.
 */
export async function eachOrganization({ dataSource, inOrg, log }: Needed, trouble: string, work: (inOrganization: InOrganization) => Promise<void>): Promise<void> {
  const organizations: { id: string }[] = await dataSource.query('select id from organizations order by id');
  let failed = 0;
  for (const { id } of organizations) {
    await work((inside) => inOrg(systemActor(id), inside)).catch((error: unknown) => {
      failed += 1;
      log.warn({ err: error, organizationId: id }, `an organization ${trouble}`);
    });
  }
  if (failed > 0) throw new Error(`${failed} of ${organizations.length} organizations ${trouble}.`);
}
