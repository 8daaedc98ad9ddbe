import { systemActor } from '../../core/actor.ts';
import type { Services } from '../../core/services.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { organizationsOfEmail } from '../organizations/index.ts';

/** The owner of the demo organization, as the sign-in page of a demo installation shows it. */
export const demoOwner = { email: 'owner@demo.test', password: 'lastmile-demo' } as const;

/** The demo owner's login where there is one; null on every other installation. */
export async function demoLogin({ config, dataSource, inOrg }: Services): Promise<{ email: string; password: string } | null> {
  if (!config.demo) return null;
  for (const organizationId of await organizationsOfEmail(dataSource, demoOwner.email)) {
    const { isDemo } = await inOrg(systemActor(organizationId), organizationSettings, { readOnly: true });
    if (isDemo) return demoOwner;
  }
  return null;
}
