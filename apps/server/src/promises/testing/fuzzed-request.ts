import fc from 'fast-check';
import type { AnyEndpoint } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { RequestParts } from './fresh-records.ts';
import { forgedCursor, hostileBody, hostileHeaders, hostilePath, hostileValue } from './hostile-values.ts';
import { written, type WrittenRequest } from './send.ts';

interface Schema {
  [key: string]: unknown;
  properties?: { [name: string]: Schema };
  required?: string[];
}

/** One way of spoiling a request; `pick` chooses among the places it can happen to. */
type Spoil = (endpoint: AnyEndpoint, parts: RequestParts, pick: number) => WrittenRequest;

const propertiesOf = (schema: unknown): string[] => Object.keys((schema as Schema).properties ?? {});
const at = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % Math.max(1, items.length)];

const inBody =
  (value: unknown): Spoil =>
  (endpoint, parts, pick) => {
    const names = [...propertiesOf(endpoint.body), 'unknownProperty'];
    const name = at(names, pick)!;
    const nested = parts.body?.[name];
    const inner =
      nested && typeof nested === 'object' && !Array.isArray(nested) ? at(Object.keys(nested), pick >> 4) : undefined;
    const changed = inner && pick % 2 ? { ...(nested as object), [inner]: value } : value;
    return written(endpoint, { ...parts, body: { ...parts.body, [name]: changed } });
  };

const inQuery =
  (value: unknown): Spoil =>
  (endpoint, parts, pick) => {
    const name = at([...propertiesOf(endpoint.query), 'unknownProperty'], pick)!;
    return written(endpoint, {
      ...parts,
      query: {
        ...parts.query,
        [name]: typeof value === 'string' ? value.slice(0, 8000) : (JSON.stringify(value)?.slice(0, 8000) ?? ''),
      },
    });
  };

const without: Spoil = (endpoint, parts, pick) => {
  const name = at(Object.keys(parts.body ?? {}), pick);
  return written(endpoint, {
    ...parts,
    body: Object.fromEntries(Object.entries(parts.body ?? {}).filter(([key]) => key !== name)),
  });
};

const withCursor =
  (cursor: string): Spoil =>
  (endpoint, parts, pick) => {
    const name = propertiesOf(endpoint.query).find((property) => property === 'cursor' || property === 'after');
    const sort = at(((endpoint.query as Schema).properties?.sort?.enum as string[] | undefined) ?? [], pick);
    return written(endpoint, {
      ...parts,
      query: { ...parts.query, [name ?? 'cursor']: cursor, ...(sort ? { sort } : {}) },
    });
  };

const inPath =
  (text: string): Spoil =>
  (endpoint, parts, pick) => {
    const request = written(endpoint, parts);
    const ids = Object.values(parts.params ?? {});
    const id = at(ids, pick);
    return {
      ...request,
      url: id ? request.url.replace(id, text) : `${request.url.split('?')[0]}?${text}=${text}&limit=1&limit=2`,
    };
  };

const asBody =
  ({ type, payload }: { type: string; payload: string }): Spoil =>
  (endpoint, parts) => ({ ...written(endpoint, parts), headers: { 'content-type': type }, payload });

const withHeaders =
  (headers: { [name: string]: string }): Spoil =>
  (endpoint, parts) => {
    const request = written(endpoint, parts);
    return { ...request, headers: { ...request.headers, ...headers } };
  };

const keyed =
  ({ type, payload }: { type: string; payload: string }): Spoil =>
  (endpoint, parts) => ({
    ...written(endpoint, parts),
    headers: { 'content-type': type, 'idempotency-key': newId() },
    payload,
  });

const spoils: fc.Arbitrary<Spoil> = fc.oneof(
  { weight: 8, arbitrary: hostileValue.map(inBody) },
  { weight: 4, arbitrary: hostileValue.map(inQuery) },
  { weight: 2, arbitrary: forgedCursor.map(withCursor) },
  { weight: 2, arbitrary: hostilePath.map(inPath) },
  { weight: 2, arbitrary: hostileBody.map(asBody) },
  { weight: 1, arbitrary: hostileBody.map(keyed) },
  { weight: 1, arbitrary: hostileHeaders.map(withHeaders) },
  { weight: 1, arbitrary: fc.constant(without) },
);

/** Requests that are each spoiled once, the same ones for the same seed. */
export function spoiledRequests(
  endpoint: AnyEndpoint,
  parts: RequestParts,
  { seed, count }: { seed: number; count: number },
): WrittenRequest[] {
  return fc
    .sample(fc.tuple(spoils, fc.nat({ max: 4095 })), { seed, numRuns: count })
    .map(([spoil, pick]) => spoil(endpoint, parts, pick));
}

/** What may be left out or added without making a request wrong: enums, flags, free texts, amounts and counts. */
function harmless(schema: Schema): fc.Arbitrary<unknown> | null {
  const values = schema.enum as unknown[] | undefined;
  if (values) return fc.constantFrom(...values);
  const type = [schema.type].flat()[0];
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer')
    return fc.integer({
      min: (schema.minimum as number | undefined) ?? 0,
      max: Math.min((schema.maximum as number | undefined) ?? 100, 100_000),
    });
  if (type === 'number')
    return fc.double({ min: schema.minimum as number, max: schema.maximum as number, noNaN: true });
  if (type !== 'string' || schema.format) return null;
  const pattern = String(schema.pattern ?? '');
  if (pattern.startsWith('^\\d{1,12}')) return fc.constantFrom('0', '1.5', '2500.00', '999999999999.99');
  if (!pattern.startsWith('^[^\\u0000]*')) return null;
  const maxLength = Math.min((schema.maxLength as number | undefined) ?? 50, 50);
  return fc.string({ unit: 'grapheme', maxLength: maxLength - 1 }).map((text) => `x${text}`.slice(0, maxLength));
}

/** Properties whose right values depend on more than their schema. */
const delicate =
  /phone|contact$|country|currency|timezone|locale|code|password|name$|tls|fingerprint|type$|kind|isDefault|isActive|assignment|role|disabled|username|profile|ticket|website|offerRequired|installationAddress|pattern|addressPool|lostReason|numberResets/i;

/** Variations of an accepted request that should be accepted as well: some optional properties more. */
export function varied(endpoint: AnyEndpoint, parts: RequestParts, seed: number): RequestParts {
  const additions = (schema: unknown, given: object | undefined): fc.Arbitrary<{ [name: string]: unknown }> =>
    fc.record(
      Object.fromEntries(
        Object.entries((schema as Schema).properties ?? {})
          .filter(([name]) => !delicate.test(name) && given?.[name as keyof typeof given] === undefined)
          .flatMap(([name, property]) => {
            const arbitrary = harmless(property);
            return arbitrary ? [[name, arbitrary]] : [];
          }),
      ),
      { requiredKeys: [] },
    );
  const [[body, query]] = fc.sample(
    fc.tuple(additions(endpoint.body, parts.body), additions(endpoint.query, parts.query)),
    { seed, numRuns: 1 },
  ) as [[object, object]];
  return {
    ...parts,
    ...(parts.body ? { body: { ...body, ...parts.body } } : {}),
    query: {
      ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
      ...parts.query,
    },
  };
}
