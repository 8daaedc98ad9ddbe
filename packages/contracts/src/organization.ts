import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Changes, Currency, Email, Id, Nullable, Phone, PhoneInput, RequiredText, SentFile, Shape, Text, Timezone, Version, named } from './schemas.ts';

const Percentage = Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,2})?$', description: 'Percent as a decimal string, for example "16".' });

/** Where the logo of an organization is, for public views as well. Another logo has another address. */
export const LogoUrl = Nullable(Type.String({ description: 'The address of the logo’s bytes on this server, `/api/v1/public/…`; anybody may fetch it.' }));

/** ISO 8601: 1 is Monday, 7 is Sunday. */
const Weekday = Type.Integer({ minimum: 1, maximum: 7 });

export const Organization = named('Organization', Shape({
  id: Id,
  name: Type.String(),
  country: Type.String({ description: 'ISO 3166; decides how phone numbers are read.' }),
  currency: Type.String(),
  timezone: Type.String(),
  locale: Type.String({ description: 'BCP 47, for example en-KE.' }),
  taxRate: Type.String({ description: 'The usual tax on services, in percent.' }),
  taxName: Type.String({ description: 'What the tax is called on paper, for example VAT.' }),
  phone: Nullable(Phone),
  city: Nullable(Type.String()),
  address: Nullable(Type.String({ description: 'Lines below the name on paper.' })),
  email: Nullable(Type.String({ description: 'Where customers write to; on paper and public pages.' })),
  website: Nullable(Type.String({ description: 'With http:// or https://.' })),
  taxNumber: Nullable(Type.String({ description: 'The number the tax authority knows it by, on paper.' })),
  accentColor: Nullable(Type.String({ description: 'The brand’s colour on public pages, for example #2f4f93.' })),
  logoUrl: LogoUrl,
  businessDays: Type.Array(Weekday, { description: 'The days people work, 1 for Monday to 7 for Sunday, in the organization’s time zone.' }),
  businessFrom: Type.String({ description: 'When a working day begins, for example 08:00.' }),
  businessTo: Type.String({ description: 'When it ends, for example 17:00; 24:00 is midnight.' }),
  defaultFieldsShown: Type.Integer({ description: 'How many of the visible lead fields, in their order, are columns of the table to begin with (S0-10.2-e).' }),
  captureWindowMinutes: Type.Integer({ description: 'A capture joins an open lead of the same company, phone or email that came in within so many minutes (D23).' }),
  purgeDeletedAfterDays: Nullable(Type.Integer({ description: 'Deleted leads are purged after so many days; null: never (D14).' })),
  version: Version,
}));
export type Organization = Static<typeof Organization>;

export const OrganizationChanges = named('OrganizationChanges', Changes(Shape({
  name: RequiredText(120),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  currency: Currency,
  timezone: Timezone,
  locale: Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }),
  taxRate: Percentage,
  taxName: RequiredText(20),
  phone: Nullable(PhoneInput),
  city: Nullable(Text(120)),
  address: Nullable(Text(300, 'Up to six lines.')),
  email: Nullable(Email),
  website: Nullable(Type.String({
    maxLength: 200, pattern: '^\\s*(https?://)?[^\\s/:@.]+(\\.[^\\s/:@.]+)+(:\\d{1,5})?(/[^\\s]*)?\\s*$', description: 'For example tausi.ke; https where nothing else is said.',
  })),
  taxNumber: Nullable(Text(40)),
  accentColor: Nullable(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
  businessDays: Type.Array(Weekday, { minItems: 1, maxItems: 7, uniqueItems: true }),
  businessFrom: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'Hours and minutes, for example 08:00.' }),
  businessTo: Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', description: 'Hours and minutes after businessFrom, for example 17:00.' }),
  defaultFieldsShown: Type.Integer({ minimum: 1, maximum: 50 }),
  captureWindowMinutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
  purgeDeletedAfterDays: Nullable(Type.Integer({ minimum: 1, maximum: 3650 })),
})));

export const getOrganization = endpoint({
  operationId: 'getOrganization', tag: 'organization', summary: 'The organization and its settings', method: 'GET', path: '/organization',
  access: 'organization:read', response: Organization,
});

export const updateOrganization = endpoint({
  operationId: 'updateOrganization', tag: 'organization', summary: 'Change the organization’s settings', method: 'PATCH', path: '/organization',
  access: 'organization:write', body: OrganizationChanges, response: Organization, errors: [412, 422],
});

/** A logo is small: it is fetched by phones on public pages and stands on every sheet of paper. */
export const logoLimits = { bytes: 1_048_576, pixels: 3000, mediaTypes: ['image/png', 'image/jpeg', 'image/webp'] } as const;

export const setLogo = endpoint({
  operationId: 'setLogo', tag: 'organization', summary: 'Set the organization’s logo', method: 'PUT', path: '/organization/logo', access: 'organization:write', accepts: 'form',
  description: 'PNG, JPEG or WebP of at most 1 MB and 3000 pixels each way, told from its bytes: 415 `logo_kind_refused` for anything else, SVG too, which can carry scripts.',
  body: named('NewLogo', Shape({ file: SentFile })), response: Organization, errors: [413, 415, 422, 502, 507],
});
export const deleteLogo = endpoint({
  operationId: 'deleteLogo', tag: 'organization', summary: 'Remove the organization’s logo', method: 'DELETE', path: '/organization/logo', access: 'organization:write',
  response: Organization,
});
export const getLogo = endpoint({
  operationId: 'getLogo', tag: 'public', summary: 'An organization’s logo, as its pages show it', method: 'GET', path: '/public/organizations/:organizationId/logo/:logoId',
  access: 'public', params: Shape({ organizationId: Id, logoId: Id }), answers: 'bytes', errors: [404, 502],
});
