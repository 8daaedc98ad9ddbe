import { useState } from 'react';
import { undoJob } from '@lastmile/contracts';
import { count } from '../../../lib/format.ts';
import { useAction } from '../../../lib/use-action.ts';
import { useJob } from '../../../lib/use-job.ts';
import { Button, jobIsActive, JobProgress, Notice, ResponsiveDialog, SkeletonLine } from '../../../ui/index.ts';
import styles from './bulk-dialog.module.css';

/** How far a change of many leads is, what came of it, and the way back. It goes on when it is closed. */
export function BulkProgress({ jobId, title, onClose }: { jobId: string; title: string; onClose: () => void }) {
  const [undoId, setUndoId] = useState<string | null>(null);
  const { data: job, error } = useJob(undoId ?? jobId);
  const undo = useAction(undoJob, { alsoChanges: ['leads', 'today'], done: (started) => setUndoId(started.jobId) });
  const isActive = job ? jobIsActive(job) : true;
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={job?.title ?? title} width={520}
      subtitle={isActive ? 'You can close this: it goes on, and says when it is done.' : undefined}
      footer={(
        <>
          {job && !isActive && <Button to={`/jobs/${jobId}`}>See each lead</Button>}
          {job?.canUndo && <Button loading={undo.isRunning} onClick={() => void undo.run({ params: { id: jobId } })}>Undo</Button>}
          <Button look="primary" onClick={onClose}>Close</Button>
        </>
      )}
    >
      <div className={styles.outcome} aria-live="polite">
        {error && !job && <Notice tone="error">{error.detail}</Notice>}
        {!job && !error && <SkeletonLine />}
        {job && <JobProgress job={job} />}
        {job && isActive && <p className={styles.text}>{`${job.done + job.failed} of ${count(job.total, 'lead')}`}</p>}
        {job?.state === 'done' && (
          <Notice tone={job.failed > 0 ? 'warning' : 'success'} title={`${count(job.done, 'lead')} ${undoId ? 'as before.' : 'done.'}`}>
            {job.failed > 0 && `${count(job.failed, 'was left as it is', 'were left as they are')}; each says why.`}
            {job.canUndo && ' You can undo this for an hour.'}
          </Notice>
        )}
        {job?.state === 'failed' && <Notice tone="error" title="This stopped.">{job.problem}</Notice>}
      </div>
    </ResponsiveDialog>
  );
}
