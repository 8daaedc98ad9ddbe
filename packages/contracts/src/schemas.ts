/** The building bricks every noun's schemas are made of. Bounds are part of the contract: nothing is unlimited. */
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';

/** Every named schema, so that OpenAPI lists each once under its name. */
export const namedSchemas = new Map<string, TSchema>();

/** Gives a schema its name in OpenAPI; where it is used, the document points at it. */
export function named<Schema extends TSchema>(name: string, schema: Schema): Schema {
  if (namedSchemas.has(name)) throw new Error(`Two schemas are named ${name}.`);
  const withId = { ...schema, $id: name } as Schema;
  namedSchemas.set(name, withId);
  return withId;
}

/** An object that refuses properties it does not know, so that a misspelt field is an answer and not a silence. */
export function Shape<Properties extends TProperties>(properties: Properties, options: { description?: string } = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}

/** `T` or null. Written as a list of types, which serializers handle without trying each alternative. */
export function Nullable<Schema extends TSchema>(schema: Schema) {
  const source = schema as TSchema & { type?: string; enum?: unknown[]; $id?: string };
  if (source.$id || !source.type) return Type.Union([schema, Type.Null()]);
  return Type.Unsafe<Static<Schema> | null>({
    ...source,
    type: [source.type, 'null'],
    ...(source.enum ? { enum: [...source.enum, null] } : {}),
  });
}

export function OneOf<const Values extends readonly string[]>(values: Values, description?: string) {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: [...values], ...(description ? { description } : {}) });
}

export const Id = Type.String({ format: 'uuid', description: 'UUIDv7.' });
export const ById = Shape({ id: Id });

/** Text without NUL, which PostgreSQL cannot store, and without lone surrogates, which UTF-8 cannot. */
const storable = '^[^\\u0000]*$';

/** Free text of at most `maxLength` characters; blank counts as absent where the field is optional. */
export const Text = (maxLength: number, description?: string) =>
  Type.String({ maxLength, pattern: storable, ...(description ? { description } : {}) });

/** Text that has to say something. */
export const RequiredText = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$', ...(description ? { description } : {}) });

/** A file as a form carries it. */
export const SentFile = Type.Unsafe<Blob>({ type: 'string', format: 'binary', description: 'One file, with its name.' });

export const Email = Type.String({ format: 'email', maxLength: 254, description: 'An email address; kept in lower case.' });

/** As a person writes it; the server decides with the organization's country and stores E.164 (D3). */
export const PhoneInput = Type.String({ minLength: 3, maxLength: 40, pattern: '^[^\\u0000]*$', description: 'A phone number as people write it; stored as E.164.' });
export const Phone = Type.String({ maxLength: 16, description: 'E.164, for example +254712555014.' });

/** D17: `numeric(14,2)` in the database, a decimal string in JSON, never a float. */
export const Money = Type.String({
  pattern: '^\\d{1,12}(\\.\\d{1,2})?$',
  maxLength: 15,
  description: 'A decimal amount of the organization’s currency, for example "2500.00".',
});

export const Percent = Type.Integer({ minimum: 0, maximum: 100 });
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339 in UTC.' });
export const Version = Type.Integer({ minimum: 1, description: 'Counts changes; also the ETag.' });
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' });
export const Timezone = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_+/-]+$', description: 'IANA name, for example Africa/Nairobi.' });
export const Color = OneOf(['gray', 'blue', 'petrol', 'green', 'amber', 'red', 'violet'] as const);

export const Search = Type.String({ minLength: 1, maxLength: 100, pattern: storable, description: 'Part of a name, company, email, number or phone, written any way.' });

/** Ids separated by commas, at most fifty; `none` where absence can be asked for. */
export const IdList = Type.String({
  maxLength: 1900,
  pattern: '^([0-9a-fA-F-]{36}|none)(,([0-9a-fA-F-]{36}|none)){0,49}$',
  description: 'Ids separated by commas; `none` for records without one.',
});

export const Limit = (standard = 50, maximum = 200) => Type.Integer({ minimum: 1, maximum, default: standard });
export const Cursor = Type.String({ maxLength: 2000, pattern: '^[A-Za-z0-9_-]+$', description: 'The `nextCursor` of the page before; opaque.' });

/** The query every list understands. */
export const paging = { limit: Type.Optional(Limit()), cursor: Type.Optional(Cursor) };

/** One page of a list. `count` only when asked for with `?count=true`, capped at 1,001 which means “more than 1,000”. */
export function Page<Schema extends TSchema>(name: string, item: Schema) {
  return named(name, Shape({
    data: Type.Array(item),
    nextCursor: Nullable(Type.String()),
    count: Type.Optional(Type.Integer({ description: 'Only with `?count=true`; 1001 means more than 1,000.' })),
  }));
}

/** A whole small list that needs no paging because the organization bounds it. */
export function List<Schema extends TSchema>(name: string, item: Schema) {
  return named(name, Shape({ data: Type.Array(item) }));
}

/** Every property optional: the body of a PATCH, which changes what is named. */
export function Changes<Properties extends TProperties>(object: TObject<Properties>) {
  return Type.Partial(object, { additionalProperties: false, minProperties: 1 });
}

export const Problem = named('Problem', Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String({ description: 'The request’s id, the same as in the `x-request-id` header and the log.' }),
  code: Type.String({ description: 'Stable and machine-readable, for example `lead_locked`.' }),
  errors: Type.Optional(Type.Array(Type.Object({
    pointer: Type.String({ description: 'JSON pointer into the body, `/query/…` or `/params/…`.' }),
    detail: Type.String(),
  }))),
}, { description: 'RFC 9457. Some codes carry more members, described where they occur.' }));
export type Problem = Static<typeof Problem>;

/** A list as a file for a spreadsheet. */
export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const ExportFormat = OneOf(exportFormats, 'CSV is in UTF-8 with a mark, so that Excel opens it right.');
