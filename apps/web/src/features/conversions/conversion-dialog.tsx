import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { cancelConversion, retryConversion, skipConversionStep, type Conversion, type Lead } from '@lastmile/contracts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useAction } from '../../lib/use-action.ts';
import { useSession } from '../../lib/session.tsx';
import { Anchor, Button, ErrorState, LeaveOutDialog, ListSkeleton, Notice, Progress, ResponsiveDialog, StepList } from '../../ui/index.ts';
import styles from './conversion-dialog.module.css';
import { useConversion } from './use-conversion.ts';

interface Props {
  id: string;
  lead: Lead;
  onClose: () => void;
  /** Back to the form, with what was asked for to be changed. */
  onChangePlan: () => void;
}

/** A conversion while it runs, and how it ended. It runs on the server: closing this stops nothing. */
export function ConversionDialog({ id, lead, onClose, onChangePlan }: Props) {
  const { data: conversion, error, refetch } = useConversion(id);
  const [leftOut, setLeftOut] = useState<Conversion['steps'][number] | null>(null);
  const maySkip = Boolean(useSession().can('router-users:write'));
  if (leftOut) {
    return (
      <LeaveOutDialog
        endpoint={skipConversionStep} id={id} step={leftOut} alsoChanges={['leads', 'subscribers']} onClose={() => setLeftOut(null)} says={comesOf(leftOut.name)}
      />
    );
  }
  const heading = conversion ? headingOf(conversion, lead) : { title: `Setting up ${lead.title}`, subtitle: '' };
  return (
    <ResponsiveDialog
      opened
      onClose={onClose}
      title={heading.title}
      subtitle={heading.subtitle}
      width={500}
      {...(conversion
        ? { footer: <Footer conversion={conversion} lead={lead} onClose={onClose} onChangePlan={onChangePlan} /> }
        : {})}
    >
      {!conversion &&
        (error ? (
          <ErrorState title="The steps did not load." problem={error} again={() => void refetch()} />
        ) : (
          <ListSkeleton rows={4} />
        ))}
      {conversion && <Body conversion={conversion} onSkip={maySkip ? setLeftOut : undefined} />}
    </ResponsiveDialog>
  );
}

/** What leaving a step out means. */
function comesOf(step: Conversion['steps'][number]['name']): string {
  switch (step) {
    case 'read_back': return 'What the router kept is not checked.';
    case 'enable': return 'The user stays disabled on the router.';
    case 'clean_up': return 'What may be left on the router stays there, and its name can be given away here.';
    default: return 'The subscriber is made now, and the user has to be made on the router by hand or later.';
  }
}

/** What it waits for, and until when. */
function Waiting({ waiting: { for: what, nextTryAt, until } }: { waiting: NonNullable<Conversion['waiting']> }) {
  const { timezone } = useLocale();
  const now = useNow();
  if (what === 'maintenance') return <Notice tone="warning" title="The router is in maintenance.">It goes on by itself when that is over.</Notice>;
  return (
    <Notice tone="warning" title="It waits for the router.">
      {nextTryAt && `Next try ${formatMoment(nextTryAt, timezone, now)}.`} {until && `If it has not answered by ${formatMoment(until, timezone, now)}, nothing is made.`}
    </Notice>
  );
}

function Body({ conversion, onSkip }: { conversion: Conversion; onSkip: ((step: Conversion['steps'][number]) => void) | undefined }) {
  const { state, steps, problem, cleanUpPending, waiting } = conversion;
  const isWhole = steps.every(({ skipReason }) => skipReason === null);
  return (
    <div className={styles.body}>
      {state === 'running' && <Progress value={partDone(conversion)} size={6} radius="xl" aria-label="How far it is" />}
      {(state === 'failed' || state === 'cancelled') && (
        <Notice tone={state === 'failed' ? 'error' : 'neutral'} announced>
          {problem ?? 'It was stopped.'}
        </Notice>
      )}
      {waiting && <Waiting waiting={waiting} />}
      {cleanUpPending && (
        <Notice tone="warning" title="The router is cleaned up later.">
          It does not answer now; this is tried again by itself.
        </Notice>
      )}
      {state === 'done' && (
        <Notice tone={isWhole ? 'success' : 'warning'} title={isWhole ? 'Everything is set up.' : 'The subscriber is made.'} announced>
          The lead is won and locked.{!isWhole && ' What was left out on the router is still to be done there.'}
        </Notice>
      )}
      <StepList steps={steps} onSkip={onSkip} />
    </div>
  );
}

function Footer({
  conversion: { id, state, subscriberId, waiting },
  lead,
  onClose,
  onChangePlan,
}: Omit<Props, 'id'> & { conversion: Conversion }) {
  const { can } = useSession();
  const retry = useAction(retryConversion, { alsoChanges: ['leads'] });
  const cancel = useAction(cancelConversion, { alsoChanges: ['leads'] });
  const mayConvert = Boolean(can('conversions:write'));
  if (state === 'done') {
    return (
      <>
        <Button onClick={onClose}>Close</Button>
        {subscriberId && can('subscribers:read') && (
          <Button look="primary" to={`/subscribers/${subscriberId}`}>
            Open subscriber
          </Button>
        )}
      </>
    );
  }
  if (state === 'running') {
    return (
      <>
        {!waiting && <span className={styles.sentence}>It carries on when you close this.</span>}
        {mayConvert && waiting?.for === 'router' && (
          <Button loading={retry.isRunning} onClick={() => void retry.run({ params: { id } })}>Try now</Button>
        )}
        {mayConvert && (
          <Button look="quiet" loading={cancel.isRunning} onClick={() => void cancel.run({ params: { id } })}>
            Stop and clean up
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </>
    );
  }
  return (
    <>
      {can('routers:write') && (
        <span className={styles.sentence}>
          <Anchor component={Link} to="/settings/routers">
            Open router settings
          </Anchor>
        </span>
      )}
      {mayConvert && lead.can.convert ? (
        <>
          <Button onClick={onChangePlan}>Change plan</Button>
          <Button
            look="primary"
            icon={<IconRefresh size={16} stroke={1.75} aria-hidden />}
            loading={retry.isRunning}
            onClick={() => void retry.run({ params: { id } })}
          >
            Try again
          </Button>
        </>
      ) : (
        <Button onClick={onClose}>Close</Button>
      )}
    </>
  );
}

function headingOf({ state, steps, waiting }: Conversion, lead: Lead): { title: string; subtitle: string } {
  if (state === 'done') return { title: `${lead.title} is a subscriber`, subtitle: lead.number };
  if (state !== 'running') {
    return {
      title: state === 'cancelled' ? 'Stopped' : 'Not set up',
      subtitle: `The lead is back in ${lead.stageName}`,
    };
  }
  if (waiting) return { title: `${lead.title} waits for the router`, subtitle: `The lead stays in ${lead.stageName} until then` };
  const at = Math.min(steps.filter((step) => step.state === 'done').length + 1, steps.length);
  return {
    title: `Setting up ${lead.title}`,
    subtitle: `Step ${at} of ${steps.length}. You can close this; it carries on.`,
  };
}

function partDone({ steps }: Conversion): number {
  const done = steps.filter((step) => step.state === 'done').length;
  return (100 * (done + 0.5)) / steps.length;
}
