import { getLeadStageTimes } from '@lastmile/contracts';
import { formatDuration } from '../../../lib/format.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { StageGlyph } from '../../../ui/index.ts';
import styles from './stage-times.module.css';

/** How long a lead stood in each stage, in a line; nothing while it is still in its first. */
export function StageTimes({ leadId }: { leadId: string }) {
  const { data } = useEndpoint(getLeadStageTimes, { params: { id: leadId } });
  const stages = data?.data ?? [];
  if (stages.length < 2) return null;
  return (
    <ol className={styles.stages} aria-label="Time in each stage">
      {stages.map(({ stageId, name, type, seconds, times, isCurrent }) => {
        const isClosed = type === 'won' || type === 'lost';
        return (
          <li key={stageId} className={isCurrent ? `${styles.stage} ${styles.current}` : styles.stage}>
            {type && <StageGlyph type={type} size={14} />}
            {name || 'A stage that is gone'}
            {!(isCurrent && isClosed) && <span className={styles.time}>{formatDuration(seconds)}{isCurrent && ' so far'}</span>}
            {times > 1 && <span className={styles.time}>· {times} times</span>}
          </li>
        );
      })}
    </ol>
  );
}
