import { grantsOf, type Setup } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { DataSource } from 'typeorm';
import { systemActor } from '../../core/actor.ts';
import type { Services } from '../../core/services.ts';
import { foundOrganization, prepareOrganization } from '../organizations/index.ts';
import { AlreadySetUp } from './auth.errors.ts';
import { openSession, sessionView } from './session.ts';
import type { SignedIn } from './sign-in.ts';

/** Whether this installation has no organization yet. */
export async function setupNeeded(dataSource: Pick<DataSource, 'query'>): Promise<boolean> {
  const rows: { needed: boolean }[] = await dataSource.query('select not exists (select from organizations) as needed');
  return rows[0]!.needed;
}

/**
 * First run: makes the organization and signs its owner in. Throws {@link AlreadySetUp}, also for the second of two who ask at the same
 * moment, and a 422 naming what does not exist.
 */
export async function setUp(services: Services, body: Static<typeof Setup>, userAgent: string): Promise<SignedIn> {
  const { dataSource, inOrg } = services;
  // Before the slow hash, so that an installation in use cannot be kept busy with it.
  if (!await setupNeeded(dataSource)) throw new AlreadySetUp();
  const { organizationName, ownerName, email, password, country, currency, timezone } = body;
  const prepared = await prepareOrganization({
    name: organizationName, country, currency, timezone, owner: { name: ownerName, email, password },
  });
  return inOrg(systemActor(prepared.organizationId, timezone), async (scope) => {
    // One at a time: who waited here sees what the other one made.
    await scope.rows(`select pg_advisory_xact_lock(hashtextextended('first organization', 0))`, []);
    const [installation] = await scope.rows<{ used: boolean }>('select exists (select from organizations) as used', []);
    if (installation!.used) throw new AlreadySetUp();
    const { ownerId } = await foundOrganization(scope, prepared);
    const opened = await openSession(scope, { userId: ownerId, remember: true, userAgent });
    return { opened, session: await sessionView(scope, ownerId, grantsOf.owner) };
  });
}
