import { Link, useNavigate, useParams } from 'react-router';
import { listJobResults, repeatBulkChange, undoJob, type Job, type JobResult } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useAction } from '../../lib/use-action.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { useJob } from '../../lib/use-job.ts';
import { useUrlState } from '../../lib/url-state.ts';
import {
  Badge, Button, Choices, EmptyState, ErrorState, jobIsActive, JobProgress, ListSkeleton, Notice, Page, RecordCell, RecordName, RecordRow, RecordTable, Section,
  ShowMore, When,
} from '../../ui/index.ts';
import { IconListCheck } from '@tabler/icons-react';
import styles from './job-page.module.css';

/** `/jobs/:id`: how far long work is, what came of each row, and the way back. What takes it back is told here too. */
export function JobPage() {
  const { id } = useParams();
  const job = useJob(id!);
  const undone = useJob(job.data?.undoneById ?? null);
  const navigate = useNavigate();
  const repeat = useAction(repeatBulkChange, { alsoChanges: ['jobs'], done: ({ jobId }) => void navigate(`/jobs/${jobId}`) });
  const undo = useAction(undoJob, { alsoChanges: ['leads', 'today'] });
  if (!job.data) {
    return (
      <Page title="Background work" back="/jobs">
        {job.error ? <ErrorState title="This did not load." problem={job.error} again={() => void job.refetch()} /> : <ListSkeleton rows={6} />}
      </Page>
    );
  }
  const shown = undone.data ?? job.data;
  return (
    <Page
      title={job.data.title} back="/jobs" subtitle={<>{job.data.createdByName}, <When at={job.data.createdAt} /></>}
      actions={(
        <>
          {canRepeat(job.data) && <Button loading={repeat.isRunning} onClick={() => void repeat.run({ body: { jobId: id! } })}>Try the rest again</Button>}
          {job.data.canUndo && <Button loading={undo.isRunning} onClick={() => void undo.run({ params: { id: id! } })}>Undo</Button>}
        </>
      )}
    >
      <div className={styles.parts}>
        <Section title={undone.data ? 'Taking it back' : 'How far it is'}>
          <div className={styles.state} role="status">
            <JobProgress job={shown} />
            <Standing job={shown} isUndo={Boolean(undone.data)} />
          </div>
        </Section>
        <Results key={shown.id} job={shown} />
      </div>
    </Page>
  );
}

/** What was in the way of some leads may be gone. */
const canRepeat = (job: Job) => ['lead_bulk', 'lead_conversion'].includes(job.kind) && !jobIsActive(job) && job.failed > 0 && !job.undoOfId && !job.undoneById;

function Standing({ job, isUndo }: { job: Job; isUndo: boolean }) {
  if (jobIsActive(job)) return <p className={styles.words}>{`${job.done + job.failed} of ${count(job.total, 'row')}. You can leave this page: it goes on.`}</p>;
  if (job.state === 'failed') return <Notice tone="error" title="This stopped.">{job.problem} What was done before that stays done.</Notice>;
  if (job.failed === 0) return <Notice tone="success" title={isUndo ? 'Everything is as it was before.' : 'Done.'}>{isUndo ? null : count(job.done, 'row')}</Notice>;
  return (
    <Notice tone="warning" title={isUndo ? `${job.done} as before.` : `${job.done} done.`}>
      {count(job.failed, isUndo ? 'was changed since and stays as it is' : 'was left as it is', isUndo ? 'were changed since and stay as they are' : 'were left as they are')}.
    </Notice>
  );
}

type Which = 'all' | 'problems';

function Results({ job }: { job: Job }) {
  const [words, change] = useUrlState();
  const which: Which = words.get('rows') === 'problems' ? 'problems' : 'all';
  const results = usePages(listJobResults, { params: { id: job.id }, query: which === 'problems' ? { ok: false } : {} }, { keepPrevious: true });
  return (
    <>
      {job.failed > 0 && (
        <Choices
          label="Which rows" hideLabel value={which} onChange={(next) => change({ rows: next === 'all' ? null : next }, { replace: true })}
          choices={[{ value: 'all', label: 'All' }, { value: 'problems', label: `Left as they are: ${job.failed}` }]}
        />
      )}
      {results.error && results.items.length === 0 && <ErrorState title="The rows did not load." problem={results.error} again={() => void results.refetch()} />}
      {results.isPending && <ListSkeleton rows={6} />}
      {results.items.length > 0 && (
        <Section title="Row by row" flush>
          <RecordTable label="Rows" heads={['Lead', 'Outcome', 'Why']}>
            {results.items.map((result) => <ResultRow key={result.row} result={result} />)}
          </RecordTable>
        </Section>
      )}
      <ShowMore pages={results}>Show more rows</ShowMore>
      {results.data && results.items.length === 0 && (
        <EmptyState icon={<IconListCheck size={24} stroke={1.75} />} title="No rows yet">They stand here as they are done.</EmptyState>
      )}
    </>
  );
}

const outcomes: Readonly<Record<string, { words: string; color: string }>> = {
  created: { words: 'New', color: 'green' }, updated: { words: 'Changed', color: 'green' }, unchanged: { words: 'So already', color: 'gray' }, skipped: { words: 'Left as it is', color: 'amber' },
  failed: { words: 'Problem', color: 'red' }, removed: { words: 'Removed', color: 'gray' }, restored: { words: 'As before', color: 'green' }, kept: { words: 'Kept', color: 'amber' },
};

function ResultRow({ result: { row, lead, outcome, problem } }: { result: JobResult }) {
  const { words, color } = outcomes[outcome] ?? { words: outcome, color: 'gray' };
  const name = lead ? <RecordName name={lead.title} detail={`${lead.number} · row ${row}`} /> : <RecordName name={`Row ${row}`} />;
  return (
    <RecordRow>
      <RecordCell part="name">
        {lead?.href ? <Link className={styles.link} to={lead.href}>{name}</Link> : name}
      </RecordCell>
      <RecordCell><Badge color={color}>{words}</Badge></RecordCell>
      <RecordCell>{problem}</RecordCell>
    </RecordRow>
  );
}
