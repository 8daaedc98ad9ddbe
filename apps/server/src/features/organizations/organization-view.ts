import type { Organization } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';

/** The organization as the contract shows it. */
export async function organizationView(scope: Scope): Promise<Organization> {
  const { uniquePhoneAmongOpenLeads: _, isDemo: __, logo: ___, ...organization } = await organizationSettings(scope);
  return organization;
}
