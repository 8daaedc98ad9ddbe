import { IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import { retryConversion, type Lead } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { Anchor, Button, Notice, NoticeAction, Progress, Section } from '../../ui/index.ts';
import styles from './conversion-card.module.css';
import { useConversion } from './use-conversion.ts';

/** What becomes of a lead's conversion, on its page; nothing where there was none. */
export function ConversionCard({ lead }: { lead: Lead }) {
  const { conversionId, conversionState, subscriberId } = lead;
  if (subscriberId && lead.convertedAt === null) {
    return (
      <Notice tone="info" title="Opened again.">
        It was converted before, and its subscriber stays.{' '}
        <Anchor component={Link} to={`/subscribers/${subscriberId}`} c="inherit" td="underline">
          Open the subscriber
        </Anchor>
      </Notice>
    );
  }
  if (subscriberId) {
    return (
      <Notice tone="success" title="Converted.">
        This lead is a subscriber now and can only be read and noted on.{' '}
        <Anchor component={Link} to={`/subscribers/${subscriberId}`} c="inherit" td="underline">
          Open the subscriber
        </Anchor>
      </Notice>
    );
  }
  if (!conversionId) return null;
  if (conversionState === 'running') return <Running conversionId={conversionId} />;
  return conversionState === 'failed' ? <Failed lead={lead} conversionId={conversionId} /> : null;
}

function Running({ conversionId }: { conversionId: string }) {
  const [, change] = useUrlState();
  const { data } = useConversion(conversionId);
  const current =
    data?.steps.find(({ state }) => state === 'running') ?? data?.steps.find(({ state }) => state === 'waiting');
  const done = data ? data.steps.filter(({ state }) => state === 'done').length : 0;
  return (
    <Section
      title={data?.waiting ? 'Waiting to be set up' : 'Setting up'}
      actions={
        <Button size="xs" onClick={() => change({ conversion: conversionId })}>
          See the steps
        </Button>
      }
    >
      <div className={styles.running}>
        <Progress
          value={data ? (100 * (done + 0.5)) / data.steps.length : 5}
          size={6}
          radius="xl"
          aria-label="How far it is"
        />
        <p className={styles.step} role="status">
          {data?.waiting ? waitingWords(data.waiting.for) : (current?.title ?? 'Beginning')}
        </p>
      </div>
    </Section>
  );
}

const waitingWords = (what: 'router' | 'maintenance') =>
  what === 'maintenance' ? 'Its router is in maintenance; this goes on when that is over.' : 'Its router does not answer; it is tried again by itself.';

function Failed({ lead, conversionId }: { lead: Lead; conversionId: string }) {
  const [, change] = useUrlState();
  const retry = useAction(retryConversion, {
    alsoChanges: ['leads'],
    done: () => change({ conversion: conversionId }),
  });
  return (
    <div className={styles.failed}>
      <Notice
        tone="error"
        title="Not converted."
        action={<NoticeAction onClick={() => change({ conversion: conversionId })}>See why</NoticeAction>}
      >
        {lead.conversionProblem}
      </Notice>
      {lead.can.convert && (
        <div className={styles.actions}>
          <Button
            size="xs"
            icon={<IconRefresh size={16} stroke={1.75} aria-hidden />}
            loading={retry.isRunning}
            onClick={() => void retry.run({ params: { id: conversionId } })}
          >
            Try again
          </Button>
          <Button size="xs" onClick={() => change({ convert: '1' })}>
            Change plan
          </Button>
        </div>
      )}
    </div>
  );
}
