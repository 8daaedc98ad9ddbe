import { Link } from 'react-router';
import type { Today } from '@lastmile/contracts';
import { formatExactly } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import type { Reach } from '../../lib/reach.ts';
import { useNow } from '../../lib/now.ts';
import { Button, CallButton, CheckCircle, StageName, WhatsAppButton } from '../../ui/index.ts';
import styles from './follow-up-row.module.css';
import { dueTime } from './today-words.ts';

export type TodayLead = Today['due']['leads'][number];

export interface RowActions {
  /** Finishes the step and asks for the next. */
  onDone: (lead: TodayLead) => void;
  onLog: (lead: TodayLead) => void;
  onReach: (lead: TodayLead, by: Reach) => void;
  /** Whether this person may do either. */
  canWrite: boolean;
}

/** One follow-up: a mark that finishes it, when, whom and what, and the ways to reach them. */
export function FollowUpRow({
  lead,
  withOwner,
  actions: { onDone, onLog, onReach, canWrite },
}: {
  lead: TodayLead;
  withOwner: boolean;
  actions: RowActions;
}) {
  const { timezone } = useLocale();
  const now = useNow();
  const { followUp, title, phone } = lead;
  const what = followUp.note ?? 'Follow up';
  return (
    <li className={styles.row}>
      {canWrite ? <CheckCircle label={`Done: ${title}, ${what}`} onClick={() => onDone(lead)} /> : <span />}
      <time
        className={followUp.state === 'late' ? `${styles.time} ${styles.late}` : styles.time}
        dateTime={followUp.at ?? undefined}
        title={followUp.at ? formatExactly(followUp.at, timezone) : undefined}
      >
        {dueTime(followUp, timezone, now)}
      </time>
      <span className={styles.words} title={`${title} · ${what}`}>
        <Link to={`/leads/${lead.id}`} className={styles.name}>
          {title}
        </Link>
        <span className={styles.what}>
          {' '}
          · {what}
          {withOwner && lead.ownerName && ` · ${lead.ownerName}`}
        </span>
      </span>
      <span className={styles.stage}>
        <StageName
          type={lead.status}
          name={lead.stageName}
          place={{ position: lead.stagePosition, of: lead.openStages }}
        />
      </span>
      <span className={styles.actions}>
        {phone && <CallButton name={title} phone={phone} compact onUse={canWrite ? () => onReach(lead, 'call') : undefined} />}
        {phone && (
          <span className={styles.deskOnly}>
            <WhatsAppButton name={title} phone={phone} compact onUse={canWrite ? () => onReach(lead, 'text') : undefined} />
          </span>
        )}
        {canWrite && (
          <Button size="xs" aria-label={`Log a call with ${title}`} onClick={() => onLog(lead)}>
            Log
          </Button>
        )}
      </span>
    </li>
  );
}
