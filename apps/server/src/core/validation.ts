import { Ajv, type Options } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { sharedSchemas } from './schema-references.ts';

const options: Options = {
  allErrors: true,
  removeAdditional: false,
  useDefaults: true,
  verbose: true,
  strict: false,
};

/** Everything a request may say is checked by the contract's own schemas; what they do not know is refused, not dropped. */
export function useContractSchemas(app: FastifyInstance): void {
  const schemas = sharedSchemas();
  for (const schema of schemas) app.addSchema(schema);
  const compilerOf = (more: Options) => {
    const ajv = new Ajv({ ...options, ...more });
    formats.default(ajv);
    for (const schema of schemas) ajv.addSchema(schema);
    return ajv;
  };
  // A body says what its types are. A query is all text, so it alone is coerced.
  const body = compilerOf({});
  const text = compilerOf({ coerceTypes: true });
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema));
}
