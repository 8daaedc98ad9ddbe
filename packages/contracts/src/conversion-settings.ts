/** How an organization converts leads (S0-10.8-b, -c). */
import { Type, type Static } from 'typebox';
import { ConversionType } from './conversions.ts';
import { endpoint } from './endpoint.ts';
import { Changes, Id, OneOf, RequiredText, Text, Shape, Version, named } from './schemas.ts';

const tag = 'conversions';

const settings = {
  offeredTypes: Type.Array(ConversionType, { minItems: 1, maxItems: 3, uniqueItems: true, description: '`new_with_proforma` is always among them.' }),
  defaultType: ConversionType,
  enableAfterInstallation: Type.Boolean({
    description: 'A new subscriber’s router user is made disabled, and enabled when the service order is completed.',
  }),
  routerPatienceHours: Type.Integer({
    minimum: 0, maximum: 72, description: 'How long a conversion waits for a router that does not answer before it fails; 0 has it fail after the router’s attempts.',
  }),
  usernamePattern: RequiredText(80, 'S1-4-c: {initial} {first_name} {last_name} {number} {phone} {next} {rand}; {phone|4} are the last four digits, {next|4} pads with zeros.'),
  passwordKind: OneOf(['characters', 'words', 'by_hand'] as const, 'How passwords of router users are made up; `by_hand`: they are not, and one has to be given.'),
  passwordLength: Type.Integer({ minimum: 6, maximum: 32, description: 'Of passwords made of characters.' }),
  passwordAlphabet: OneOf(['readable', 'digits', 'mixed'] as const, 'Of passwords made of characters. `readable`: small letters and digits without those that are mistaken for others; `mixed`: capitals and signs too.'),
  checklist: Type.Array(RequiredText(120), { maxItems: 30, description: 'What a technician ticks off on every service order made from now on.' }),
  wonStages: Type.Array(Shape({ pipelineId: Id, stageId: Id }), {
    maxItems: 100, description: 'The won stage that converted leads of a pipeline go to; of a pipeline that is left out, its first one.',
  }),
};
export const ConversionSettings = named('ConversionSettings', Shape({ ...settings, version: Version }));
export type ConversionSettings = Static<typeof ConversionSettings>;

export const getConversionSettings = endpoint({
  operationId: 'getConversionSettings', tag, summary: 'How leads are converted', method: 'GET', path: '/conversion-settings', access: 'organization:read',
  response: ConversionSettings,
});
export const updateConversionSettings = endpoint({
  operationId: 'updateConversionSettings', tag, summary: 'Change how leads are converted', method: 'PATCH', path: '/conversion-settings',
  access: 'conversion-settings:write', body: named('ConversionSettingsChanges', Changes(Shape(settings))), response: ConversionSettings, errors: [412, 422],
});
export const previewUsernames = endpoint({
  operationId: 'previewUsernames', tag, summary: 'What router users of the newest leads would be called; 422 says what is wrong with the pattern', method: 'POST',
  path: '/conversion-settings/username-preview', access: 'conversion-settings:write', body: Shape({ usernamePattern: Text(80) }),
  response: named('UsernamePreview', Shape({ usernames: Type.Array(Shape({ lead: Type.String(), username: Type.String() })) })), errors: [422],
});
