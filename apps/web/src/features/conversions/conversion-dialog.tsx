import { IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import { cancelConversion, retryConversion, type Conversion, type Lead } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useSession } from '../../lib/session.tsx';
import { Anchor, Button, ErrorState, ListSkeleton, Notice, Progress, ResponsiveDialog } from '../../ui/index.ts';
import styles from './conversion-dialog.module.css';
import { ConversionSteps } from './conversion-steps.tsx';
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
      {conversion && <Body conversion={conversion} />}
    </ResponsiveDialog>
  );
}

function Body({ conversion }: { conversion: Conversion }) {
  const { state, steps, problem, cleanUpPending } = conversion;
  return (
    <div className={styles.body}>
      {state === 'running' && <Progress value={partDone(conversion)} size={6} radius="xl" aria-label="How far it is" />}
      {(state === 'failed' || state === 'cancelled') && (
        <Notice tone={state === 'failed' ? 'error' : 'neutral'} announced>
          {problem ?? 'It was stopped.'}
        </Notice>
      )}
      {cleanUpPending && (
        <Notice tone="warning" title="The router is cleaned up later.">
          It does not answer now; this is tried again by itself.
        </Notice>
      )}
      {state === 'done' && (
        <Notice tone="success" title="Everything is set up." announced>
          The lead is won and locked.
        </Notice>
      )}
      <ConversionSteps steps={steps} />
    </div>
  );
}

function Footer({
  conversion: { id, state, subscriberId },
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
        <span className={styles.sentence}>It carries on when you close this.</span>
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

function headingOf({ state, steps }: Conversion, lead: Lead): { title: string; subtitle: string } {
  if (state === 'done') return { title: `${lead.title} is a subscriber`, subtitle: lead.number };
  if (state !== 'running') {
    return {
      title: state === 'cancelled' ? 'Stopped' : 'Not set up',
      subtitle: `The lead is back in ${lead.stageName}`,
    };
  }
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
