import { QueryClient, type QueryFunctionContext, type QueryKey } from '@tanstack/react-query';
import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import { api } from './api.ts';
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

/** A GET endpoint as the cache asks it: who asks first, a route or a part of its page, makes no difference. */
export function question<E extends AnyEndpoint>(endpoint: E, ...[input]: Asked<E>) {
  return {
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }: QueryFunctionContext) =>
      api<AnyEndpoint>(endpoint, input as Input<AnyEndpoint>, { signal }) as Promise<Output<E>>,
  };
}

/** A list as the cache asks it, page after page. */
export function questionByPages<E extends AnyEndpoint>(endpoint: E, ...[input]: Asked<E>) {
  const given = (input ?? {}) as { query?: Record<string, unknown> };
  return {
    queryKey: [...keyOf(endpoint, input), 'pages'],
    queryFn: ({ pageParam, signal }: QueryFunctionContext<QueryKey, string>) => {
      const query = { ...given.query, ...(pageParam ? { cursor: pageParam } : {}) };
      return api<AnyEndpoint>(endpoint, { ...given, query } as Input<AnyEndpoint>, { signal }) as Promise<ListPage<E>>;
    },
    initialPageParam: '',
    getNextPageParam: (page: ListPage<E>) => page.nextCursor,
  };
}

type Asked<E extends AnyEndpoint> = {} extends Input<E> ? [input?: Input<E>] : [input: Input<E>];
type Listed<E> = Output<E> extends { data: (infer Item)[]; nextCursor: string | null } ? Item : never;
interface ListPage<E> { data: Listed<E>[]; nextCursor: string | null; count?: number }

function isWorthRepeating(thrown: unknown): boolean {
  return thrown instanceof Problem && (thrown.status === 0 || thrown.status >= 502);
}
