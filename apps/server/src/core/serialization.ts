import build from 'fast-json-stringify';
import type { FastifyInstance } from 'fastify';
import { sharedSchemas } from './schema-references.ts';

type Node = { [key: string]: unknown };

/**
 * Answers are written by their contract: what it does not name is not said. Each serializer gets only the named schemas
 * that it reaches, because it checks all that it is given, and is built when it first has something to write; with all of
 * them at once, the server would take seconds to start. Problems are made in one place and written as they are.
 */
export function useContractSerializers(app: FastifyInstance): void {
  const named = new Map(sharedSchemas().map((schema) => [schema.$id as string, schema]));
  const built = new Map<string, (answer: object) => string>();
  const serializerOf = (schema: build.ObjectSchema) => {
    const key = JSON.stringify(schema);
    const known = built.get(key);
    if (known) return known;
    const serialize = build(schema, { schema: reachable(schema as unknown as Node, named) });
    built.set(key, serialize);
    return serialize;
  };
  app.setSerializerCompiler(({ schema, httpStatus }) => {
    if (Number(httpStatus) >= 400) return JSON.stringify;
    let serialize: ((answer: object) => string) | undefined;
    return (answer: object) => {
      serialize ??= serializerOf(schema as build.ObjectSchema);
      return serialize(answer);
    };
  });
}

/** The named schemas that a schema refers to, and those that they refer to in turn. */
function reachable(schema: Node, named: ReadonlyMap<string, Node>): { [name: string]: build.Schema } {
  const found: { [name: string]: build.Schema } = {};
  const look = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { $ref } = value as Node;
    const name = typeof $ref === 'string' ? $ref.replace(/#$/, '') : '';
    const target = named.get(name);
    if (target && !found[name]) {
      found[name] = target as unknown as build.Schema;
      look(target);
    }
    Object.values(value).forEach(look);
  };
  look(schema);
  return found;
}
