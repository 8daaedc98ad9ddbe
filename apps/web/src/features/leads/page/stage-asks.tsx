import { IconListCheck } from '@tabler/icons-react';
import type { Lead, Stage } from '@lastmile/contracts';
import styles from './stage-asks.module.css';

/** What the stage a lead stands in asks for before it goes on; nothing where it asks for nothing, or nobody moves it any more. */
export function StageAsks({ lead, stages }: { lead: Lead; stages: readonly Stage[] }) {
  const criteria = stages.find(({ id }) => id === lead.stageId)?.exitCriteria ?? [];
  if (criteria.length === 0 || lead.convertedAt !== null) return null;
  return (
    <section className={styles.asks} aria-label={`What ${lead.stageName} asks for`}>
      <IconListCheck size={16} stroke={1.75} aria-hidden className={styles.icon} />
      <div>
        <p className={styles.title}>Before it leaves {lead.stageName}</p>
        <ul className={styles.list}>
          {criteria.map((criterion) => (
            <li key={criterion}>{criterion}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
