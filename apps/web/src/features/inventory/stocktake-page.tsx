import { IconArrowBackUp, IconCheck, IconDots, IconX } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { cancelStocktake, getStocktake, reopenStocktake, type Stocktake } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { Problem } from '../../lib/problem.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Bar, Button, ErrorState, FormDialog, IconButton, Money, Notice, Page, PageStack, RecordSkeleton, ResponsiveMenu, showToast, TextField, useContractForm, When } from '../../ui/index.ts';
import styles from './inventory.module.css';
import { MovementList } from './movement-list.tsx';
import { CountSection } from './stocktake-count.tsx';
import { ApproveDialog, CloseDialog } from './stocktake-dialogs.tsx';
import { DifferenceSection, FindingSection, LineSection } from './stocktake-lines.tsx';
import { StocktakeStatusBadge } from './stocktake-words.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
type DialogName = 'close' | 'approve' | 'cancel';

/** `/inventory/stocktakes/:id`: counting, what was found, and what came of it. */
export function StocktakePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useEndpoint(getStocktake, { params: { id } });
  if (error && !data && (error.status === 404 || error.status === 400)) throw new Problem({ status: 404, code: 'not_found', detail: error.detail });
  if (data) return <Loaded stocktake={data} />;
  return (
    <Page title="Stocktake" back="/inventory/stocktakes" phoneActions={null}>
      {error ? <ErrorState title="The stocktake did not load." problem={error} again={() => void refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

function Loaded({ stocktake }: { stocktake: Stocktake }) {
  const { id, number, locationName, categoryTitle, status, startedByName, startedAt, isBlind, can } = stocktake;
  const dialog = useUrlDialog<DialogName>();
  const reopen = useAction(reopenStocktake, { done: () => showToast({ title: 'Counting goes on.' }) });
  const actions = (
    <>
      {can.close && <Button look="primary" icon={<IconCheck {...icon} />} onClick={() => dialog.open('close')}>Close counting</Button>}
      {can.approve && <Button look="primary" icon={<IconCheck {...icon} />} onClick={() => dialog.open('approve')}>Approve</Button>}
      {can.reopen && <Button icon={<IconArrowBackUp {...icon} />} loading={reopen.isRunning} onClick={() => void reopen.run({ params: { id } })}>Count on</Button>}
      {can.cancel && (
        <ResponsiveMenu
          title={number} position="bottom-end" target={<IconButton look="plain" label={`More: ${number}`}><IconDots {...icon} /></IconButton>}
          groups={[{ choices: [{ label: 'Cancel stocktake', icon: <IconX {...icon} />, danger: true, onChoose: () => dialog.open('cancel') }] }]}
        />
      )}
    </>
  );
  return (
    <Page
      title={locationName} documentTitle={`${number} ${locationName}`} back="/inventory/stocktakes" beside={<StocktakeStatusBadge status={status} />}
      subtitle={<>{[number, categoryTitle, isBlind && status === 'counting' && 'counted blind', startedByName].filter(Boolean).join(' · ')} · <When at={startedAt} as="near" /></>}
      actions={actions}
    >
      <PageStack>
        <State stocktake={stocktake} />
        <Figures stocktake={stocktake} />
        {status === 'counting' && can.count && <CountSection stocktake={stocktake} />}
        {status === 'counting' && <LineSection stocktake={stocktake} />}
        {(status === 'closed' || status === 'approved') && <DifferenceSection stocktake={stocktake} />}
        {status === 'closed' && <FindingSection stocktake={stocktake} />}
        {status === 'approved' && <MovementList stocktakeId={id} />}
      </PageStack>
      {can.close && dialog.name === 'close' && <CloseDialog stocktake={stocktake} onClose={dialog.close} />}
      {can.approve && dialog.name === 'approve' && <ApproveDialog stocktake={stocktake} onClose={dialog.close} />}
      {can.cancel && dialog.name === 'cancel' && <CancelDialog stocktake={stocktake} onClose={dialog.close} />}
    </Page>
  );
}

function State({ stocktake: { status, notes, cancelReason, cancelledByName, approvedByName, approvedAt, closedByName, can } }: { stocktake: Stocktake }) {
  if (status === 'cancelled') return <Notice tone="neutral" title="Cancelled.">{cancelReason} · {cancelledByName}</Notice>;
  if (status === 'approved') return <Notice tone="success" title="Approved.">{approvedByName} · {approvedAt && <When at={approvedAt} />} · the stock is as it was counted.</Notice>;
  if (status === 'closed') return <Notice tone="info" title={`Closed by ${closedByName}.`}>{can.approve ? 'Look through what was found, then approve it: nothing changes before.' : 'A manager looks through it and approves it.'}</Notice>;
  return notes ? <Notice tone="neutral">{notes}</Notice> : null;
}

function Figures({ stocktake }: { stocktake: Stocktake }) {
  const { lines, linesCounted, serialsSeen, counters, missing, surplus, misplaced, missingValue, surplusValue, value } = stocktake;
  return (
    <div className={styles.figures}>
      <div className={styles.figure}><span>Counted</span><b>{linesCounted} of {lines}</b><Bar part={linesCounted} of={lines} /></div>
      {value === null ? (
        <>
          <div className={styles.figure}><span>Serial numbers</span><b>{serialsSeen}</b><small>seen so far</small></div>
          <div className={styles.figure}><span>Counting</span><b>{counters.length}</b><small>{counters.map(({ name, items }) => `${name}: ${count(items, 'item')}`).join(', ') || 'nobody yet'}</small></div>
        </>
      ) : (
        <>
          <div className={styles.figure}><span>Missing</span><b>{missing}</b><small><Money amount={missingValue!} /></small></div>
          <div className={styles.figure}><span>Surplus</span><b>{surplus}</b><small><Money amount={surplusValue!} />{misplaced ? `, ${misplaced} misplaced` : ''}</small></div>
          <div className={styles.figure}><span>Difference</span><b><Money amount={value} /></b><small>{counters.map(({ name }) => name).join(', ')}</small></div>
        </>
      )}
    </div>
  );
}

function CancelDialog({ stocktake, onClose }: { stocktake: Stocktake; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(cancelStocktake.body, {
    initial: { reason: '' }, submit: (body, call) => write(cancelStocktake, { params: { id: stocktake.id }, body }, call), done: onClose,
  });
  return (
    <FormDialog form={form} title="Cancel stocktake" subtitle={`${stocktake.number}. What was counted stays to be read; the stock does not change.`} submit="Cancel stocktake" onClose={onClose}>
      <TextField label="Reason" rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}
