import { Progress } from '@mantine/core';
import type { Job } from '@lastmile/contracts';

export const jobIsActive = ({ state }: Pick<Job, 'state'>): boolean => state === 'queued' || state === 'running';

/** How far long work is, as a bar that says so to everybody. */
export function JobProgress({ job: { title, total, done, failed, state } }: { job: Pick<Job, 'title' | 'total' | 'done' | 'failed' | 'state'> }) {
  const part = total === 0 ? (state === 'done' ? 100 : 0) : ((done + failed) / total) * 100;
  return (
    <Progress.Root size="sm" radius="xl">
      <Progress.Section value={part} aria-label={title} color={state === 'failed' ? 'red' : 'petrol'} />
    </Progress.Root>
  );
}
