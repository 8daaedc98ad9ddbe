import { IconCheck, IconClock } from '@tabler/icons-react';
import type { Lead } from '@lastmile/contracts';
import { useUrlState } from '../../../lib/url-state.ts';
import { Button, CheckCircle, DueLabel, When } from '../../../ui/index.ts';
import styles from './follow-up-card.module.css';

interface Props {
  lead: Lead;
  /** One round mark instead of buttons, as above the tabs of a phone. */
  compact?: boolean;
}

const words = (lead: Lead) => lead.followUp.note ?? 'Follow up';

/** The next step of a lead, red once it is late; and that there is none, because that is how leads are forgotten. */
export function FollowUpCard({ lead, compact = false }: Props) {
  const [, change] = useUrlState();
  const { followUp, can } = lead;
  const isLate = followUp.state === 'late';
  const look = isLate ? `${styles.card} ${styles.late}` : styles.card;
  const plan = () => change({ compose: 'task' });
  if (followUp.state === 'none') {
    return (
      <section className={look} aria-label="Next step">
        <div className={styles.line}>
          <DueLabel due={followUp} />
          {can.edit && (
            <Button size="xs" className={styles.end!} onClick={plan}>
              Set next step
            </Button>
          )}
        </div>
      </section>
    );
  }
  return (
    <section className={look} aria-label="Next step">
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.line}>
            <DueLabel due={followUp} />
            {!compact && isLate && followUp.at && (
              <span className={styles.at}>
                <When at={followUp.at} />
              </span>
            )}
          </div>
          <p className={styles.what} title={words(lead)}>
            {words(lead)}
          </p>
        </div>
        {compact && can.edit && <CheckCircle label={`Done: ${words(lead)}`} onClick={() => change({ done: '1' })} />}
      </div>
      {!compact && can.edit && (
        <div className={styles.actions}>
          <Button
            look="tint"
            size="xs"
            icon={<IconCheck size={16} stroke={1.75} aria-hidden />}
            onClick={() => change({ done: '1' })}
          >
            Done
          </Button>
          <Button
            size="xs"
            icon={<IconClock size={16} stroke={1.75} aria-hidden />}
            onClick={() => change({ snooze: '1' })}
          >
            Snooze
          </Button>
        </div>
      )}
    </section>
  );
}
