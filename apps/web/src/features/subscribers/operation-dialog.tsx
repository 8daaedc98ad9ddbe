import { useState } from 'react';
import { cancelRouterOperation, getRouterOperation, retryRouterOperation, skipRouterOperationStep, type RouterOperation } from '@lastmile/contracts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, ErrorState, LeaveOutDialog, ListSkeleton, Notice, ResponsiveDialog, StepList } from '../../ui/index.ts';
import { alsoChanges, operationNames } from './router-user-words.ts';
import styles from './rows.module.css';

interface Props {
  id: string;
  mayAct: boolean;
  onClose: () => void;
}

/** What is done on a router, step by step: what it said, how often it was tried, and what can be done about it. */
export function OperationDialog({ id, mayAct, onClose }: Props) {
  const { data, error, refetch } = useEndpoint(getRouterOperation, { params: { id } }, { refetchWhile: ({ state }) => (isOver(state) ? false : 3000) });
  const [leftOut, setLeftOut] = useState<RouterOperation['steps'][number] | null>(null);
  if (leftOut) {
    return (
      <LeaveOutDialog
        endpoint={skipRouterOperationStep} id={id} step={leftOut} alsoChanges={alsoChanges} onClose={() => setLeftOut(null)}
        says={leftOut.name === 'read_back' ? 'What the router kept is not checked.' : 'It counts as done, and nothing more of it is asked of the router.'}
      />
    );
  }
  return (
    <ResponsiveDialog
      opened onClose={onClose} width={500} title={data ? operationNames[data.kind] : 'On the router'} subtitle={data ? `${data.username} on ${data.routerName}` : ''}
      footer={data && <Footer operation={data} mayAct={mayAct} onClose={onClose} />}
    >
      {!data && (error ? <ErrorState title="The steps did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={3} />)}
      {data && (
        <div className={styles.steps}>
          <Standing operation={data} />
          <StepList steps={data.steps} onSkip={mayAct ? setLeftOut : undefined} />
        </div>
      )}
    </ResponsiveDialog>
  );
}

const isOver = (state: RouterOperation['state']) => state === 'done' || state === 'failed' || state === 'cancelled';

function Standing({ operation: { state, problem, nextTryAt, reason } }: { operation: RouterOperation }) {
  const { timezone } = useLocale();
  const now = useNow();
  if (state === 'failed') return <Notice tone="error" title="It did not work.">{problem}</Notice>;
  if (state === 'cancelled') return <Notice tone="neutral" title="It was given up." />;
  if (state === 'queued' && problem) return <Notice tone="warning" title={nextTryAt ? `Next try ${formatMoment(nextTryAt, timezone, now)}.` : 'It is tried again by itself.'}>{problem}</Notice>;
  return reason ? <Notice tone="neutral">{reason}</Notice> : null;
}

function Footer({ operation: { id, state, problem }, mayAct, onClose }: { operation: RouterOperation; mayAct: boolean; onClose: () => void }) {
  const retry = useAction(retryRouterOperation, { alsoChanges });
  const cancel = useAction(cancelRouterOperation, { alsoChanges });
  if (!mayAct || !(state === 'failed' || (state === 'queued' && problem))) return <Button onClick={onClose}>Close</Button>;
  return (
    <>
      <Button look="quiet" loading={cancel.isRunning} onClick={() => void cancel.run({ params: { id } })}>Give up</Button>
      <Button onClick={onClose}>Close</Button>
      <Button look="primary" loading={retry.isRunning} onClick={() => void retry.run({ params: { id } })}>Try again now</Button>
    </>
  );
}
