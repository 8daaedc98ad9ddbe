import type { Organization } from '@lastmile/contracts';
import type { Scope } from './in-org.ts';

/** What almost every rule asks of the organization: how phones are read, what day it is, which money and tax. */
export interface OrganizationSettings extends Organization {
  /** D3: an open lead's phone is unique. */
  uniquePhoneAmongOpenLeads: boolean;
  isDemo: boolean;
  /** Where the logo's bytes are kept, and what they are. */
  logo: { id: string; key: string; mediaType: string; size: number } | null;
}

const known = new WeakMap<Scope, Promise<OrganizationSettings>>();

/** The organization's settings, read once per transaction. */
export function organizationSettings(scope: Scope): Promise<OrganizationSettings> {
  let settings = known.get(scope);
  if (!settings) known.set(scope, settings = readSettings(scope));
  return settings;
}

/** After a change: the next one who asks in this transaction reads again. */
export function forgetSettings(scope: Scope): void {
  known.delete(scope);
}

async function readSettings({ rows, organizationId }: Scope): Promise<OrganizationSettings> {
  const [settings] = await rows<Omit<OrganizationSettings, 'logoUrl'>>(
    `select organization_id as id, name, country, currency, timezone, locale, tax_rate::text as "taxRate", tax_name as "taxName",
            phone, city, address, email, website, tax_number as "taxNumber", accent_color as "accentColor",
            case when logo_id is not null then json_build_object('id', logo_id, 'key', logo_key,
              'mediaType', logo_media_type, 'size', logo_size) end as logo,
            unique_phone_among_open_leads as "uniquePhoneAmongOpenLeads",
            business_days as "businessDays", to_char(business_from, 'HH24:MI') as "businessFrom",
            case when business_to = '24:00' then '24:00' else to_char(business_to, 'HH24:MI') end as "businessTo",
            default_fields_shown as "defaultFieldsShown", capture_window_minutes as "captureWindowMinutes", purge_deleted_after_days as "purgeDeletedAfterDays",
            is_demo as "isDemo", version
       from organization_settings where organization_id = $1`, [organizationId]);
  if (!settings) throw new Error(`Organization ${organizationId} has no settings.`);
  const { logo } = settings;
  return { ...settings, logoUrl: logo && `/api/v1/public/organizations/${organizationId}/logo/${logo.id}` };
}
