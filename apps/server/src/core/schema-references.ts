import type { TSchema } from 'typebox';
import { namedSchemas } from '@lastmile/contracts';

type Node = { [key: string]: unknown };

/**
 * A schema in which every named schema is a reference, so that OpenAPI lists each once and validators share them.
 * Contracts are written without references: their types flow through plain values.
 */
export function withReferences(schema: TSchema, top = true): Node {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (value === null || typeof value !== 'object') return value;
    const { $id, ...rest } = value as Node;
    if (typeof $id === 'string' && namedSchemas.has($id)) return { $ref: `${$id}#` };
    return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, copy(inner)]));
  };
  const { $id, ...rest } = schema as unknown as Node;
  if (!top || typeof $id !== 'string') return copy(rest) as Node;
  return { $ref: `${$id}#` };
}

/** Every named schema with its own name and references to the others: what the server registers once. */
export function sharedSchemas(): Node[] {
  return [...namedSchemas].map(([name, schema]) => {
    const { $id: _, ...rest } = schema as unknown as Node;
    return { $id: name, ...withReferences(rest as unknown as TSchema, false) };
  });
}
