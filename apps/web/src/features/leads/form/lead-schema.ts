import { Type, type TProperties, type TSchema } from 'typebox';
import { customNumberBound, type LeadChanges, type LeadField, type NewLead } from '@lastmile/contracts';
import type { FormLayout } from './form-layout.ts';

const nullable = (schema: object): TSchema => Type.Unsafe({ ...schema, type: [(schema as { type: string }).type, 'null'] });

/** What a value of this field has to be like: the server checks the same. */
function valueSchema({ type, options }: Pick<LeadField, 'type' | 'options'>): TSchema {
  switch (type) {
    case 'email': return nullable({ type: 'string', format: 'email', maxLength: 254 });
    case 'phone': return nullable({ type: 'string', minLength: 3, maxLength: 40 });
    case 'number': return nullable({ type: 'number', minimum: -customNumberBound, maximum: customNumberBound });
    case 'date': return nullable({ type: 'string', format: 'date' });
    case 'select': return nullable({ type: 'string', enum: [...options.map(({ value }) => value), null] });
    case 'geo': return nullable({
      type: 'object', required: ['latitude', 'longitude'],
      properties: { latitude: Type.Number({ minimum: -90, maximum: 90 }), longitude: Type.Number({ minimum: -180, maximum: 180 }) },
    });
    default: return nullable({ type: 'string', maxLength: 2000 });
  }
}

type LeadBody = typeof NewLead | typeof LeadChanges;

/**
 * The contract of a lead with the organization's own fields in it, each with its type, and with what its list asks for. Only what the form shows is in
 * it, so that nothing else is sent.
 */
export function leadSchema<Schema extends LeadBody>(schema: Schema, { first, folded }: FormLayout, requires: boolean): Schema {
  const shown = [...first, ...folded];
  const custom = shown.filter(({ isCustom }) => isCustom);
  const properties: TProperties = Object.fromEntries(custom.map((field) => [field.name, valueSchema(field)]));
  const requiredOf = (fields: typeof shown) => (requires ? fields.filter(({ isRequired }) => isRequired).map(({ name }) => name) : []);
  const standard = requiredOf(shown.filter(({ isCustom }) => !isCustom)).flatMap((name) => (name === 'geo' ? ['latitude', 'longitude'] : [name]));
  return {
    ...schema,
    properties: { ...schema.properties, customFields: { type: 'object', properties, required: requiredOf(custom), additionalProperties: false } },
    required: standard,
  } as unknown as Schema;
}
