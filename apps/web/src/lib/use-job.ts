import { useEffect } from 'react';
import { getJob } from '@lastmile/contracts';
import { useEndpoint } from './use-endpoint.ts';

/** How often a job that runs is asked how far it is, in milliseconds. */
const pace = 1000;

const watched = new Map<string, number>();

/** Whether an open part of the page tells of this job already. */
export const isWatched = (id: string): boolean => watched.has(id);

/** A job with its first results, as far as it is; while this is on the screen nobody else has to tell of it. */
export function useJob(id: string | null) {
  useEffect(() => {
    if (!id) return undefined;
    watched.set(id, (watched.get(id) ?? 0) + 1);
    return () => {
      const left = watched.get(id)! - 1;
      if (left > 0) watched.set(id, left);
      else watched.delete(id);
    };
  }, [id]);
  return useEndpoint(getJob, { params: { id: id ?? '' } }, {
    enabled: id !== null, refetchWhile: ({ state }) => (state === 'queued' || state === 'running') && pace,
  });
}
