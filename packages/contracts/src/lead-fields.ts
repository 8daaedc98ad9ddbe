/** Which fields a lead has on forms and lists, in which order, and which of them must be filled in (S0-10.2, D3, D4, D30, D31). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, List, OneOf, RequiredText, Shape, Version, named } from './schemas.ts';

export const leadFieldTypes = ['text', 'email', 'phone', 'select', 'number', 'date', 'geo'] as const;
export type LeadFieldType = (typeof leadFieldTypes)[number];
export const leadFieldCategories = ['main', 'additional'] as const;

interface StandardLeadField {
  /** What it is called until somebody calls it otherwise. */
  label: string;
  type: LeadFieldType;
  /** Of a select whose choices never change; a source or a package is one of a list of its own. */
  options?: readonly { value: string; label: string }[];
}

const choices = (...values: string[]) => values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

/**
 * Every field a lead has of itself, under the name of its property; `geo` is `latitude` and `longitude`. An organization begins with thirteen of
 * them in its list (D30); the others can be added to it, to be named, placed, required, hidden or kept for some pipelines. One that is not in
 * the list can be written all the same.
 */
export const standardLeadFields = {
  name: { label: 'Full name', type: 'text' },
  phone: { label: 'Phone number', type: 'phone' },
  email: { label: 'Email', type: 'email' },
  source: { label: 'Source', type: 'select' },
  partner: { label: 'Partner', type: 'text' },
  location: { label: 'Location', type: 'text' },
  city: { label: 'City', type: 'text' },
  street: { label: 'Street', type: 'text' },
  zipCode: { label: 'ZIP code', type: 'text' },
  geo: { label: 'Geo data', type: 'geo' },
  score: { label: 'Score', type: 'number' },
  createdAt: { label: 'Date added', type: 'date' },
  billingEmail: { label: 'Billing email', type: 'email' },

  contactName: { label: 'Contact person', type: 'text' },
  companyName: { label: 'Company', type: 'text' },
  jobTitle: { label: 'Job title', type: 'text' },
  unitNumber: { label: 'Unit', type: 'text' },
  propertyAddress: { label: 'Address of the property', type: 'text' },
  broughtInBy: { label: 'Brought in by', type: 'text' },
  broughtInByContact: { label: 'Phone of who brought it in', type: 'phone' },
  howFoundUs: { label: 'How they found us', type: 'text' },
  offerId: { label: 'Package', type: 'select' },
  serviceType: { label: 'Kind of service', type: 'text' },
  currentIsp: { label: 'Current provider', type: 'text' },
  interestReason: { label: 'Why they are interested', type: 'text' },
  agreedInstallationFee: { label: 'Agreed installation fee', type: 'number' },
  agreedMonthlySubscription: { label: 'Agreed subscription', type: 'number' },
  hasRouter: { label: 'They have a router', type: 'select', options: [{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }] },
  routerType: { label: 'Router type', type: 'text' },
  estimatedValue: { label: 'Estimated value', type: 'number' },
  priority: { label: 'Priority', type: 'select', options: choices('low', 'medium', 'high', 'urgent') },
  rating: { label: 'Rating', type: 'select', options: choices('cold', 'warm', 'hot') },
  urgency: { label: 'Urgency', type: 'select', options: choices('low', 'normal', 'high', 'critical') },
  probability: { label: 'Probability', type: 'number' },
  followUpAt: { label: 'Next step on', type: 'date' },
  followUpNote: { label: 'Next step', type: 'text' },
  notes: { label: 'Notes', type: 'text' },
  totalJobsReferred: { label: 'Jobs referred', type: 'number' },
  doNotContact: { label: 'Do not contact', type: 'text' },
} as const satisfies Record<string, StandardLeadField>;
export type StandardLeadFieldName = keyof typeof standardLeadFields;
export const standardLeadFieldNames = Object.keys(standardLeadFields) as StandardLeadFieldName[];

/** The catalogue's entry of a name, or undefined where the name is a custom field's. */
export function standardLeadField(name: string): StandardLeadField | undefined {
  return Object.hasOwn(standardLeadFields, name) ? standardLeadFields[name as StandardLeadFieldName] : undefined;
}

/** Numbers of custom fields are bounded so that nothing of them is lost on the way. */
export const customNumberBound = 1_000_000_000_000;

/** `{ latitude, longitude }` in degrees. */
export const GeoPoint = named('GeoPoint', Shape({
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
}));
export type GeoPoint = Static<typeof GeoPoint>;

const customFieldsExample = { buildingName: 'Rose Court', referrer: 'Caretaker Otieno', unitsInBlock: 24, moveIn: '2026-06-01' };

/** The values of custom fields as they are written, by the fields' names (D31). Each is checked against its field's type. */
export const CustomFieldsInput = Type.Unsafe<{ [name: string]: string | number | GeoPoint | null }>({
  type: 'object',
  maxProperties: 100,
  additionalProperties: { type: ['string', 'number', 'object', 'null'], maxLength: 2000 },
  description: 'Custom fields by name: text, email, phone and the value of an option as text, a number as a number, a date as YYYY-MM-DD, '
    + 'geo as { latitude, longitude }. A change touches the named ones; null empties one.',
  examples: [customFieldsExample],
});
export const CustomFieldValues = Type.Record(Type.String(), Type.Unknown(), {
  description: 'The values of the organization’s own fields, by their names; a field without a value is left out.', examples: [customFieldsExample],
});

export const LeadFieldOption = Shape({
  value: Type.String({ description: 'What leads hold; it stays when the option is renamed.' }),
  label: Type.String(),
});

export const LeadField = named('LeadField', Shape({
  id: Id,
  name: Type.String({ description: 'A standard field’s is the property of a lead (`geo`: latitude and longitude), a custom field’s the key in `customFields`.' }),
  label: Type.String(),
  type: OneOf(leadFieldTypes),
  isCustom: Type.Boolean({ description: 'Whether the organization added it; the others are part of every lead.' }),
  category: OneOf(leadFieldCategories, 'main is asked for first; additional is folded away.'),
  isRequired: Type.Boolean({ description: 'Asked for wherever the field is shown.' }),
  isVisible: Type.Boolean({ description: 'On forms, lists and the lead; a hidden field keeps what it holds and is not asked for.' }),
  position: Type.Integer(),
  pipelineIds: Type.Array(Id, { description: 'D4: shown for leads of these pipelines only; for all where empty.' }),
  options: Type.Array(LeadFieldOption, { description: 'Of a select. Sources and packages are listed at /lead-sources and /offers.' }),
  version: Version,
}));
export type LeadField = Static<typeof LeadField>;

const OptionInput = Type.Union([
  RequiredText(80, 'A new option, or the value or label of one that is there.'),
  Shape({ value: Type.Optional(RequiredText(80, 'The value of an option that is there; left out for a new one.')), label: RequiredText(80) }),
]);
const OptionList = Type.Array(OptionInput, { maxItems: 100, description: 'All options in their order. Only for a custom select.' });
const PipelineIds = Type.Array(Id, { maxItems: 50, uniqueItems: true });

export const NewLeadField = named('NewLeadField', Type.Object({
  name: Type.Optional(OneOf(standardLeadFieldNames as [StandardLeadFieldName, ...StandardLeadFieldName[]],
    'Adds this standard field to the list. Left out, a custom field is made, which gets its name from its label.')),
  label: Type.Optional(RequiredText(60, 'What people read; needed for a custom field.')),
  type: Type.Optional(OneOf(leadFieldTypes, 'Needed for a custom field.')),
  category: Type.Optional(OneOf(leadFieldCategories, 'additional where left out.')),
  isRequired: Type.Optional(Type.Boolean()),
  isVisible: Type.Optional(Type.Boolean()),
  pipelineIds: Type.Optional(PipelineIds),
  options: Type.Optional(OptionList),
}, { additionalProperties: false, examples: [{ label: 'Building name', type: 'text', category: 'main' }, { label: 'House type', type: 'select', options: ['Flat', 'House'] }] }));
export type NewLeadField = Static<typeof NewLeadField>;

export const LeadFieldChanges = named('LeadFieldChanges', Changes(Shape({
  label: RequiredText(60),
  type: OneOf(leadFieldTypes, 'Only of a custom field; its values are converted.'),
  category: OneOf(leadFieldCategories),
  isRequired: Type.Boolean(),
  isVisible: Type.Boolean(),
  pipelineIds: PipelineIds,
  options: OptionList,
  replaceOptions: Type.Unsafe<{ [value: string]: string | null }>({
    type: 'object', maxProperties: 100, additionalProperties: { type: ['string', 'null'], maxLength: 80 },
    description: 'For options that are removed while leads hold them: which option takes the place of which, null for none.',
  }),
  convert: OneOf(['refuse', 'keep_in_timeline'] as const,
    'What becomes of values that do not fit a new type: the change is refused, or they leave the field and are kept on each lead’s timeline.'),
})));
export type LeadFieldChanges = Static<typeof LeadFieldChanges>;

export const LeadFieldUsage = named('LeadFieldUsage', Shape({
  leads: Type.Integer({ description: 'Leads that hold a value.' }),
  deletedLeads: Type.Integer({ description: 'Deleted leads that hold one and can be restored.' }),
  options: Type.Array(Shape({ value: Type.String(), label: Type.String(), leads: Type.Integer() }), {
    description: 'Of a custom select: how many leads hold each option, deleted ones too.',
  }),
  usedIn: Type.Array(Shape({ kind: OneOf(['saved_view', 'signup_widget'] as const), id: Id, name: Type.String() }), {
    description: 'What else refers to the field.',
  }),
}));
export type LeadFieldUsage = Static<typeof LeadFieldUsage>;

const tag = 'lead-fields';
const LeadFieldList = List('LeadFieldList', LeadField);

export const listLeadFields = endpoint({
  operationId: 'listLeadFields', tag, summary: 'List the fields of a lead in their order', method: 'GET', path: '/lead-fields',
  access: 'pipelines:read', response: LeadFieldList,
});
export const createLeadField = endpoint({
  operationId: 'createLeadField', tag, summary: 'Add a custom field, or put a standard one into the list', method: 'POST', path: '/lead-fields',
  access: 'pipelines:write', status: 201, body: NewLeadField, response: LeadField, errors: [409, 422],
});
export const updateLeadField = endpoint({
  operationId: 'updateLeadField', tag, summary: 'Change a field', method: 'PATCH', path: '/lead-fields/:id', access: 'pipelines:write',
  description: 'No value is lost unsaid: a type that not all values fit answers 409 `values_do_not_fit` with how many leads that is about, '
    + 'an option that leads hold 409 `option_in_use`.',
  params: ById, body: LeadFieldChanges, response: LeadField, errors: [404, 409, 412, 422],
});
export const deleteLeadField = endpoint({
  operationId: 'deleteLeadField', tag, summary: 'Delete a custom field, or take a standard one off the list', method: 'DELETE',
  path: '/lead-fields/:id', access: 'pipelines:write', status: 204,
  description: 'A custom field that leads hold values of answers 409 `field_has_values` with their number until `deleteValues` says that the values '
    + 'are to go; each lead’s timeline keeps its own. A standard field’s values stay on the leads.',
  params: ById, query: Shape({ deleteValues: Type.Optional(Type.Boolean()) }), errors: [404, 409, 412],
});
export const orderLeadFields = endpoint({
  operationId: 'orderLeadFields', tag, summary: 'Put the fields in order, all in one call', method: 'PUT', path: '/lead-fields',
  access: 'pipelines:write', body: Shape({ fieldIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) }), response: LeadFieldList,
  errors: [422],
});
export const getLeadFieldUsage = endpoint({
  operationId: 'getLeadFieldUsage', tag, summary: 'What a field holds and where it is used', method: 'GET', path: '/lead-fields/:id/usage',
  access: 'pipelines:write', params: ById, response: LeadFieldUsage, errors: [404],
});
