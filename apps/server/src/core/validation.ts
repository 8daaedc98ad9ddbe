import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { isWithin, type JsonBounds } from './bounded-json.ts';
import { isId } from './ids.ts';
import { fieldProblems, type FieldProblem } from './problems.ts';
import { sharedSchemas, withReferences } from './schema-references.ts';
import { unstorableText } from './storable.ts';
import { isDate, isInstant } from './zoned-time.ts';

const options: Options = {
  allErrors: true,
  removeAdditional: false,
  useDefaults: true,
  verbose: true,
  strict: false,
  // The contracts are checked where they are written (their tests); again at every start it would take as long as the rest of it.
  validateSchema: false,
  // Of a value that may be of several kinds only the kind that it says it is gets checked, so that the answer names what is wrong.
  discriminator: true,
};

function compilerOf(more: Options): Ajv {
  const ajv = new Ajv({ ...options, ...more });
  formats.default(ajv);
  // The usual ones let through what the database does not: `urn:uuid:…`, the year 0, a leap second.
  ajv.addFormat('uuid', isId).addFormat('date', isDate).addFormat('date-time', isInstant);
  // For JSON of no schema; its own error stands for all that could be said.
  ajv.addKeyword({ keyword: 'x-bounds', type: 'object', validate: (bounds: JsonBounds, value: unknown) => isWithin(bounds, value) });
  for (const schema of sharedSchemas()) ajv.addSchema(schema);
  return ajv;
}

/** The check that a request's body would meet, for what comes another way, as in a file: what is wrong with a value, by field. */
export function contractCheck(schema: TSchema): (value: unknown) => FieldProblem[] {
  const validate = compilerOf({}).compile(withReferences(schema));
  return (value) => {
    if (!validate(value)) return fieldProblems(validate.errors ?? [], 'body');
    const pointer = unstorableText(value);
    return pointer === null ? [] : [{ pointer, detail: 'Expected text without NUL and without halves of characters.' }];
  };
}

/**
 * Everything a request may say is checked by the contract's own schemas; what they do not know is refused, not dropped. A schema is
 * compiled when the first request meets it: all of them at once would be most of a start.
 */
export function useContractSchemas(app: FastifyInstance): void {
  for (const schema of sharedSchemas()) app.addSchema(schema);
  // A body says what its types are. A query is all text, so it alone is coerced.
  const body = compilerOf({});
  const text = compilerOf({ coerceTypes: true });
  app.setValidatorCompiler(({ schema, httpPart }) => storableOnly(() => (httpPart === 'body' ? body : text).compile(schema)));
}

const refused = (validation: ErrorObject[]) =>
  Object.assign(new Error('The request is not as expected.'), { validation, statusCode: 400 });

/** The same check, and then that every text can be kept. A schema bounds what is looked through. */
function storableOnly(compile: () => ValidateFunction) {
  let validate: ValidateFunction | undefined;
  return (value: unknown): { value: unknown } | { error: Error & { validation: ErrorObject[] } } => {
    validate ??= compile();
    if (!validate(value)) return { error: refused(validate.errors ?? []) };
    const instancePath = unstorableText(value);
    if (instancePath === null) return { value };
    const message = 'Expected text without NUL and without halves of characters';
    return { error: refused([{ keyword: 'storable', instancePath, schemaPath: '', params: {}, message }]) };
  };
}
