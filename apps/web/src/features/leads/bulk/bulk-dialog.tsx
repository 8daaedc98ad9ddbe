import { useState } from 'react';
import { startBulkChange, type BulkAction, type BulkActionType } from '@lastmile/contracts';
import { count } from '../../../lib/format.ts';
import { useAction } from '../../../lib/use-action.ts';
import { Button, ConfirmButton, Notice, ResponsiveDialog, SkeletonLine, TextField } from '../../../ui/index.ts';
import { fieldsOf } from './action-fields.tsx';
import { wordsOf } from './bulk-actions.ts';
import styles from './bulk-dialog.module.css';
import { BulkProgress } from './bulk-progress.tsx';
import { plainField } from './draft.ts';
import { PreviewSummary } from './preview-summary.tsx';
import { usePreview, type Chosen } from './use-preview.ts';

interface Props {
  type: BulkActionType;
  chosen: Chosen;
  onStarted: () => void;
  onClose: () => void;
}

/** Says what is to be done with the chosen leads, shows what would come of it, does it, and stays until that is done or it is left. */
export function BulkDialog({ type, chosen: now, onStarted, onClose }: Props) {
  // What was chosen when it opened: it is let go of as soon as the work has begun.
  const [chosen] = useState(now);
  const [draft, setDraft] = useState<BulkAction | null>(type === 'delete' ? { type } : null);
  const [skipReason, setSkipReason] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const { title, confirm, danger = false } = wordsOf(type);
  const action = draft && skipReason?.trim() ? { ...draft, exitCriteriaSkipReason: skipReason.trim() } : draft;
  const { preview, problem, again } = usePreview(chosen, jobId ? null : action);
  const start = useAction(startBulkChange, {
    alsoChanges: ['jobs'],
    done: (started) => {
      setJobId(started.jobId);
      onStarted();
    },
  });
  if (jobId) return <BulkProgress jobId={jobId} title={title} onClose={onClose} />;
  const Fields = fieldsOf[type];
  const asks = preview?.problems.some(({ code }) => code === 'exit_criteria') ?? false;
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={title} width={520}
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <ConfirmButton
            danger={danger} loading={start.isRunning} disabled={!preview || preview.changes === 0}
            // The same preview is the same intention, however often it is sent.
            onClick={() => preview && action && void start.run({ body: { selectionId: preview.selectionId, action } }, { idempotencyKey: preview.selectionId })}
          >
            {preview ? confirm(count(preview.changes, 'lead')) : title}
          </ConfirmButton>
        </>
      )}
    >
      <div className={styles.fields}>
        <Fields onDraft={setDraft} />
        {(asks || skipReason !== null) && (
          <TextField
            label="Why they go on without what their stage asks for" name="exitCriteriaSkipReason" {...plainField} maxLength={500} value={skipReason ?? ''}
            onChange={(value) => setSkipReason(String(value))} hint="Without a reason those leads stay where they are."
          />
        )}
      </div>
      {problem && (
        <div className={styles.summary}>
          <Notice tone="error" announced action={<Button size="xs" onClick={again}>Try again</Button>}>
            {problem.errors.map(({ detail }) => detail).join(' ') || problem.detail}
          </Notice>
        </div>
      )}
      {preview && <PreviewSummary preview={preview} converts={type === 'convert'} />}
      {action && !preview && !problem && <div className={styles.summary}><SkeletonLine /></div>}
    </ResponsiveDialog>
  );
}
