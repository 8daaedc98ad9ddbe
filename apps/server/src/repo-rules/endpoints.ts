import * as contracts from '@lastmile/contracts';
import type { AnyEndpoint } from '@lastmile/contracts';

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'operationId' in value && 'path' in value;

/** Every operation of the API, in the order of their names: what rules and promises are asked of. */
export const endpoints: readonly AnyEndpoint[] = Object.values(contracts as Record<string, unknown>)
  .filter(isEndpoint)
  .sort((left, right) => left.operationId.localeCompare(right.operationId));
