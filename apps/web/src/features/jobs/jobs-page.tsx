import { IconProgress } from '@tabler/icons-react';
import { listJobs, retryJob, undoJob, type Job } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import {
  Badge, Button, EmptyState, ErrorState, jobIsActive, JobProgress, ListSkeleton, Page, RecordCell, RecordName, RecordRow, RecordTable, Section, ShowMore, When,
} from '../../ui/index.ts';

/** `/jobs`: long work, one's own or for an admin everybody's: how far it is, what came of it, and the way back. */
export function JobsPage() {
  const jobs = usePages(listJobs, {}, { refetchInterval: 3000 });
  return (
    <Page title="Background work" subtitle="What takes longer than a page waits: it goes on when you leave, and can be taken back for a while.">
      {jobs.error && jobs.items.length === 0 && (
        <ErrorState title="The list did not load." problem={jobs.error} again={() => void jobs.refetch()} />
      )}
      {jobs.isPending && <ListSkeleton rows={5} />}
      {jobs.items.length > 0 && (
        <Section title="Work" hint="Newest first" flush>
          <RecordTable label="Background work" heads={['Work', 'State', { label: 'Rows', end: true }, 'By', 'Begun', '']}>
            {jobs.items.map((job) => <JobRow key={job.id} job={job} />)}
          </RecordTable>
        </Section>
      )}
      <ShowMore pages={jobs}>Show older work</ShowMore>
      {jobs.data && jobs.items.length === 0 && (
        <EmptyState icon={<IconProgress size={24} stroke={1.75} />} title="Nothing yet">
          Imports and changes of many leads stand here while they run, and afterwards with what came of them.
        </EmptyState>
      )}
    </Page>
  );
}

const states: Record<Job['state'], { words: string; color: string }> = {
  queued: { words: 'Waiting', color: 'gray' }, running: { words: 'Running', color: 'blue' }, done: { words: 'Done', color: 'green' }, failed: { words: 'Failed', color: 'red' },
};

function JobRow({ job }: { job: Job }) {
  const undo = useAction(undoJob);
  const retry = useAction(retryJob, { alsoChanges: ['imports'] });
  const { words, color } = states[job.state];
  const rows = job.failed > 0 ? `${job.done}, ${job.failed} with a problem` : `${job.done}`;
  return (
    <RecordRow>
      <RecordCell part="name"><RecordName name={job.title} detail={job.problem} /></RecordCell>
      <RecordCell>{jobIsActive(job) ? <JobProgress job={job} /> : <Badge color={color}>{job.undoneById ? 'Undone' : words}</Badge>}</RecordCell>
      <RecordCell label="Rows" end>{rows}</RecordCell>
      <RecordCell>{job.createdByName}</RecordCell>
      <RecordCell><When at={job.createdAt} /></RecordCell>
      <RecordCell part="actions">
        {job.href && <Button size="xs" to={job.href}>Look</Button>}
        {job.canRetry && <Button size="xs" loading={retry.isRunning} onClick={() => void retry.run({ params: { id: job.id } })}>Try again</Button>}
        {job.canUndo && <Button size="xs" loading={undo.isRunning} onClick={() => void undo.run({ params: { id: job.id } })}>Undo</Button>}
      </RecordCell>
    </RecordRow>
  );
}
