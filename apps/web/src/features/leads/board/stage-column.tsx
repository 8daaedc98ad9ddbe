import { IconLayoutSidebarLeftCollapse, IconPlus } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { Link } from 'react-router';
import { formatCount } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { Money, StageGlyph, type StagePlace } from '../../../ui/index.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { deskCard } from './card-size.ts';
import { ColumnCards } from './column-cards.tsx';
import { newLeadIn } from './new-lead-link.ts';
import styles from './stage-column.module.css';

interface Props {
  stage: Stage;
  place: StagePlace | undefined;
  /** Folds the column to a rail; only what is not worked on folds. */
  onFold?: ((stageId: string) => void) | undefined;
}

/** A stage with its head and cards. */
export const StageColumn = memo(function StageColumn({ stage, place, onFold }: Props) {
  const element = useRef<HTMLElement>(null);
  const { locale } = useLocale();
  const { mayAdd, search } = useBoardShared();
  const heading = `stage-${stage.id}`;
  return (
    <section ref={element} className={styles.column} aria-labelledby={heading} data-stage={stage.name}>
      <header className={styles.head}>
        <div className={styles.line}>
          <StageGlyph type={stage.type} {...(place ? { place } : {})} />
          <h2 id={heading} className={styles.name} title={stage.name}>{stage.name}</h2>
          <span className={styles.count}>{formatCount(stage.count, locale)}</span>
          <span className={styles.tools}>
            {onFold && (
              <button
                type="button" className={styles.tool} aria-label={`Fold ${stage.name}`} title={`Fold ${stage.name}`}
                onClick={() => onFold(stage.id)}
              >
                <IconLayoutSidebarLeftCollapse size={16} stroke={1.75} aria-hidden />
              </button>
            )}
            {mayAdd && stage.type !== 'won' && stage.type !== 'lost' && (
              <Link
                className={styles.tool} to={newLeadIn(search, stage.id)} aria-label={`New lead in ${stage.name}`}
                title={`New lead in ${stage.name}`}
              >
                <IconPlus size={16} stroke={1.75} aria-hidden />
              </Link>
            )}
          </span>
        </div>
        <div className={styles.total}><Money amount={stage.value} monthly /></div>
      </header>
      <ColumnCards stage={stage} size={deskCard} element={element} />
    </section>
  );
});
