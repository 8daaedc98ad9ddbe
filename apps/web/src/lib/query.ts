import { QueryClient, type QueryKey } from '@tanstack/react-query';
import type { AnyEndpoint, Input } from '@lastmile/contracts';
import { Problem } from './problem.ts';

/** Makes the one cache of what the server said. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live changes say what went stale, so coming back to a page need not ask again within this time.
        staleTime: 15_000,
        retry: (attempts, thrown) => attempts < 2 && isWorthRepeating(thrown),
      },
      // A write is repeated by the person, who sees what happened, or not at all.
      mutations: { retry: false },
    },
  });
}

/** Where an answer is kept: the endpoint's noun first, so that everything about the noun can be told to refetch. */
export function keyOf<E extends AnyEndpoint>(endpoint: E, input?: Input<E>): QueryKey {
  return input === undefined ? [endpoint.tag, endpoint.operationId] : [endpoint.tag, endpoint.operationId, input];
}

function isWorthRepeating(thrown: unknown): boolean {
  return thrown instanceof Problem && (thrown.status === 0 || thrown.status >= 502);
}
