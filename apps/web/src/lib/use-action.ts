import { useMutation, useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import { api, type CallOptions } from './api.ts';
import { toProblem, type Problem } from './problem.ts';
import { keyOf } from './query.ts';
import { showProblem } from '../ui/toast.tsx';

interface ActionOptions<E extends AnyEndpoint> {
  done?: (answer: Output<E>, input: Input<E>) => void;
  /** Shows the failure instead of the toast, for example by sliding a card back and saying who moved it. */
  failed?: (problem: Problem, input: Input<E>) => void;
  /** Changes what open screens show before the server has agreed; taken back when it refuses. */
  optimistic?: (screen: OptimisticScreen, input: Input<E>) => void;
  /** Nouns besides the endpoint's own whose lists this changes: `['today']`. */
  alsoChanges?: readonly string[];
}

/** The cache as an optimistic change sees it: it remembers what stood there before. */
export interface OptimisticScreen {
  /** Rewrites the cached answer of one endpoint, if there is one; without an input, of every input asked so far. */
  rewrite<E extends AnyEndpoint>(endpoint: E, input: Input<E> | undefined, change: (before: Output<E>) => Output<E>): void;
}

type Run<E extends AnyEndpoint> = {} extends Input<E>
  ? (input?: Input<E>, options?: CallOptions) => Promise<Output<E> | undefined>
  : (input: Input<E>, options?: CallOptions) => Promise<Output<E> | undefined>;

/**
 * A write as a button's action: `run(input)`, `isRunning`. A failure is shown once, as a toast, and `run` then gives
 * undefined; it never throws. A second press while the first still runs does nothing.
 */
export function useAction<E extends AnyEndpoint>(endpoint: E, options: ActionOptions<E> = {}) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async ({ input, call }: { input: Input<E>; call: CallOptions | undefined }) =>
      await api<AnyEndpoint>(endpoint, input as Input<AnyEndpoint>, call) as Output<E>,
    onMutate: async ({ input }) => {
      if (!options.optimistic) return undefined;
      // An answer that is still on its way would overwrite the change with what was before it.
      await client.cancelQueries({ queryKey: [endpoint.tag] });
      const { screen, takeBack } = rememberingScreen(client);
      options.optimistic(screen, input);
      return takeBack;
    },
    onError: (thrown, { input }, takeBack) => {
      takeBack?.();
      const problem = toProblem(thrown);
      if (options.failed) options.failed(problem, input);
      else if (problem.status !== 401) showProblem(problem);
    },
    onSuccess: (answer, { input }) => options.done?.(answer, input),
    onSettled: () => {
      for (const tag of [endpoint.tag, ...(options.alsoChanges ?? [])]) {
        void client.invalidateQueries({ queryKey: [tag] });
      }
    },
  });
  const run = (async (input?: Input<E>, call?: CallOptions) => {
    if (mutation.isPending) return undefined;
    return await mutation.mutateAsync({ input: input as Input<E>, call }).catch(() => undefined);
  }) as Run<E>;
  return { run, isRunning: mutation.isPending };
}

function rememberingScreen(client: QueryClient): { screen: OptimisticScreen; takeBack: () => void } {
  const before: [QueryKey, unknown][] = [];
  return {
    screen: {
      rewrite: (endpoint, input, change) => {
        for (const [key, answer] of client.getQueriesData<Output<typeof endpoint>>({ queryKey: keyOf(endpoint, input) })) {
          if (answer === undefined) continue;
          before.push([key, answer]);
          client.setQueryData(key, change(answer));
        }
      },
    },
    takeBack: () => {
      for (const [key, answer] of before.toReversed()) client.setQueryData(key, answer);
    },
  };
}
