import type { Scope } from './in-org.ts';

/** What almost every rule asks of the organization: how phones are read, what day it is, which money and tax. */
export interface OrganizationSettings {
  name: string;
  country: string;
  currency: string;
  timezone: string;
  locale: string;
  taxRate: string;
  taxName: string;
  uniquePhoneAmongOpenLeads: boolean;
}

const read = new WeakMap<Scope, Promise<OrganizationSettings>>();

/** Read once per transaction. */
export function organizationSettings(scope: Scope): Promise<OrganizationSettings> {
  let settings = read.get(scope);
  if (!settings) read.set(scope, settings = readSettings(scope));
  return settings;
}

async function readSettings({ rows, organizationId }: Scope): Promise<OrganizationSettings> {
  const [settings] = await rows<OrganizationSettings>(
    `select name, country, currency, timezone, locale, tax_rate::text as "taxRate", tax_name as "taxName",
            unique_phone_among_open_leads as "uniquePhoneAmongOpenLeads"
       from organization_settings where organization_id = $1`, [organizationId]);
  if (!settings) throw new Error(`Organization ${organizationId} has no settings.`);
  return settings;
}
