import { useQueryClient } from '@tanstack/react-query';
import { getConversion, type Conversion } from '@lastmile/contracts';
import { keyOf } from '../../lib/query.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

/** Live changes tell of every step; this is for when they cannot be had. */
const slowly = 4_000;

/** A conversion and its steps, followed for as long as it runs. */
export function useConversion(id: string) {
  const input = { params: { id } };
  const seen = useQueryClient().getQueryData<Conversion>(keyOf(getConversion, input));
  const isOver = seen !== undefined && seen.state !== 'running' && !seen.cleanUpPending;
  return useEndpoint(getConversion, input, { refetchInterval: isOver ? false : slowly });
}
