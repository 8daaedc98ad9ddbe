import { IconCheck } from '@tabler/icons-react';
import type { Lead, Stage } from '@lastmile/contracts';
import { formatAge } from '../../../lib/format.ts';
import { useNow } from '../../../lib/now.ts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { StageGlyph } from '../../../ui/index.ts';
import styles from './stage-bar.module.css';

interface Props {
  lead: Lead;
  stages: readonly Stage[];
  onMove: (stage: Stage) => void;
}

/** The way through the pipeline: what is behind, where the lead stands and for how long, what comes. A press moves it. */
export function StageBar({ lead, stages, onMove }: Props) {
  const now = useNow();
  const open = stages.filter(({ type }) => type === 'new' || type === 'in_progress');
  const won = stages.filter(({ type }) => type === 'won').slice(0, 1);
  const way = [...open, ...won];
  const here = way.findIndex(({ id }) => id === lead.stageId);
  const asideNow = stages.find(({ id, type }) => id === lead.stageId && (type === 'dormant' || type === 'lost'));
  const shown = asideNow ? [...way, asideNow] : way;
  return (
    <ol className={styles.bar} aria-label="Stages">
      {shown.map((stage, index) => {
        const isNow = stage.id === lead.stageId;
        const isBehind = index < here;
        const place = stagePlace(stages, stage.id);
        return (
          <li key={stage.id} className={styles.step}>
            <button
              type="button"
              disabled={!lead.can.move || isNow}
              {...(isNow ? { 'aria-current': 'step' as const } : {})}
              className={[styles.stage, isBehind && styles.behind, isNow && styles.now].filter(Boolean).join(' ')}
              title={isNow ? stage.name : `Move to ${stage.name}`}
              onClick={() => onMove(stage)}
            >
              {isBehind && <IconCheck size={14} stroke={1.75} aria-hidden />}
              {isNow && <StageGlyph type={stage.type} size={14} {...(place ? { place } : {})} />}
              <span className={styles.name}>{stage.name}</span>
              {isNow && <span className={styles.age}>{formatAge(lead.stageEnteredAt, now)}</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
