import { useQueryClient } from '@tanstack/react-query';
import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import { api, type CallOptions } from './api.ts';

type Write = <E extends AnyEndpoint>(
  endpoint: E, input: Input<E>, call?: CallOptions, alsoChanges?: readonly string[],
) => Promise<Output<E>>;

/**
 * Calls an endpoint that changes something and makes what is shown of its noun ask again. Throws a `Problem`: it is for
 * forms, which show their failures themselves; `useAction` is for buttons.
 */
export function useWrite(): Write {
  const client = useQueryClient();
  return async (endpoint, input, call, alsoChanges = []) => {
    try {
      return await api<AnyEndpoint>(endpoint, input as Input<AnyEndpoint>, call) as Output<typeof endpoint>;
    } finally {
      // After a refusal too: what was refused as outdated is outdated on the screen.
      for (const tag of [endpoint.tag, ...alsoChanges]) void client.invalidateQueries({ queryKey: [tag] });
    }
  };
}
