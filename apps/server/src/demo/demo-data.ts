import { systemActor } from '../core/actor.ts';
import type { InOrg, Scope } from '../core/in-org.ts';
import type { Services } from '../core/services.ts';
import { demoOwner } from '../features/auth/demo-login.ts';
import {
  organizationsOfEmail,
  prepareOrganization,
  type NewOrganization,
  type PreparedOrganization,
} from '../features/organizations/index.ts';
import { makePacifico, pacificoNet } from './pacifico.ts';
import { portForRouter } from './simulated-router.ts';
import { makeTausi, tausiFibre } from './tausi.ts';

const otherOwner = 'owner@other.test';

type Needs = Pick<Services, 'inOrg' | 'dataSource' | 'sealer'>;
type Founder = Omit<NewOrganization, 'owner'> & { ownerName: string };

/**
 * Both demo organizations: made if the database is empty, found if it is not. Each is one transaction, so a start
 * that was killed left whole ones, and the next makes what is missing. Null where the installation is not a demo.
 */
export async function ensureDemoData(
  services: Needs,
  log: (line: string) => void,
): Promise<{ organizationId: string; fresh: boolean } | null> {
  const found = await findDemo(services);
  if (!found && (await hasOrganizations(services))) return null;
  let fresh = false;
  if (!found) {
    log('Making the demo organization Tausi Fibre …');
    const routerPort = await portForRouter();
    fresh = await makeOnce(services, tausiFibre, demoOwner.email, (scope, prepared) =>
      makeTausi(scope, prepared, { sealer: services.sealer, routerPort }),
    );
  }
  const organizationId = found ?? (await findDemo(services));
  if (!organizationId) return null;
  if ((await organizationsOfEmail(services.dataSource, otherOwner)).length === 0) {
    log('Making the demo organization Pacífico Net …');
    await makeOnce(services, pacificoNet, otherOwner, makePacifico);
  }
  return { organizationId, fresh };
}

/** The demo organization, told from one that somebody made for that address by its mark. */
export async function findDemo({ inOrg, dataSource }: Pick<Needs, 'inOrg' | 'dataSource'>): Promise<string | null> {
  for (const organizationId of await organizationsOfEmail(dataSource, demoOwner.email)) {
    if (await isDemo(inOrg, organizationId)) return organizationId;
  }
  return null;
}

async function isDemo(inOrg: InOrg, organizationId: string): Promise<boolean> {
  const [settings] = await inOrg(
    systemActor(organizationId),
    ({ rows }) =>
      rows<{ isDemo: boolean }>('select is_demo as "isDemo" from organization_settings where organization_id = $1', [
        organizationId,
      ]),
    { readOnly: true },
  );
  return settings?.isDemo ?? false;
}

async function hasOrganizations({ dataSource }: Needs): Promise<boolean> {
  const rows: unknown[] = await dataSource.query('select 1 from organizations limit 1');
  return rows.length > 0;
}

/**
 * Web and worker may start at the same moment on the same empty database: one makes the organization, the other finds
 * it made.
 */
async function makeOnce(
  { inOrg, dataSource }: Needs,
  { ownerName, ...organization }: Founder,
  email: string,
  make: (scope: Scope, prepared: PreparedOrganization) => Promise<void>,
): Promise<boolean> {
  const prepared = await prepareOrganization({
    ...organization,
    owner: { name: ownerName, email, password: demoOwner.password },
  });
  return inOrg(systemActor(prepared.organizationId, organization.timezone), async (scope) => {
    await scope.rows("select pg_advisory_xact_lock(hashtextextended('demo', 0))", []);
    if ((await organizationsOfEmail(dataSource, email)).length > 0) return false;
    await make(scope, prepared);
    return true;
  });
}
