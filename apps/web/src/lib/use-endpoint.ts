import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import type { Problem } from './problem.ts';
import { question, questionByPages } from './query.ts';

interface Options {
  /** False waits: nothing is asked until it is true. */
  enabled?: boolean;
  /** Keeps showing the answer to the question before while a changed filter is being asked about. */
  keepPrevious?: boolean;
  /** Asks again every so many milliseconds, for what runs on without us. */
  refetchInterval?: number | false;
}

interface OptionsOf<E extends AnyEndpoint> extends Options {
  /** Asks again after so many milliseconds, as long as the last answer says that something is under way. */
  refetchWhile?: (answer: Output<E>) => number | false;
}
type Given<E extends AnyEndpoint> = {} extends Input<E>
  ? [input?: Input<E>, options?: OptionsOf<E>]
  : [input: Input<E>, options?: OptionsOf<E>];

/** What a GET endpoint answers, cached and kept fresh by live changes: `data`, `error` (a Problem), `isPending`, `refetch`. */
export function useEndpoint<E extends AnyEndpoint>(endpoint: E, ...[input, options = {}]: Given<E>) {
  const { keepPrevious, refetchWhile, ...rest } = options;
  return useQuery<Output<E>, Problem>({
    ...question<AnyEndpoint>(endpoint, input) as ReturnType<typeof question<E>>,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(refetchWhile ? { refetchInterval: ({ state: { data } }) => (data === undefined ? false : refetchWhile(data)) } : {}),
    ...rest,
  });
}

/** The pages of a list, joined: `items`, `fetchNextPage`, `hasNextPage`, and the rest of an infinite query. */
export function usePages<E extends AnyEndpoint>(endpoint: E, ...[input, options = {}]: Given<E>) {
  const { keepPrevious, ...rest } = options;
  const answer = useInfiniteQuery({
    ...questionByPages<AnyEndpoint>(endpoint, input) as ReturnType<typeof questionByPages<E>>,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...rest,
  });
  return {
    ...answer,
    error: answer.error as Problem | null,
    items: answer.data?.pages.flatMap((page) => page.data) ?? [],
    count: answer.data?.pages[0]?.count,
  };
}
