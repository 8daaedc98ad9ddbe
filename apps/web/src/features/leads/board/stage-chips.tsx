import { useEffect, useRef } from 'react';
import { stagePlace } from '../../../lib/stage-place.ts';
import { FilterChip, StageGlyph } from '../../../ui/index.ts';
import type { Stage } from './board-context.tsx';
import styles from './stage-chips.module.css';

interface Props {
  stages: readonly Stage[];
  at: number;
  onGo: (index: number) => void;
}

/** Every stage with its count; the one that is open is kept in sight. */
export function StageChips({ stages, at, onGo }: Props) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chips = row.current!;
    const chip = chips.children[at];
    if (!(chip instanceof HTMLElement)) return;
    chips.scrollTo({ left: chip.offsetLeft - (chips.clientWidth - chip.offsetWidth) / 2 });
  }, [at]);
  return (
    <div ref={row} className={styles.row} role="group" aria-label="Stage">
      {stages.map((stage, index) => {
        const place = stagePlace(stages, stage.id);
        return (
          <FilterChip
            key={stage.id} className={styles.chip!} label={stage.name} value={String(stage.count)}
            active={index === at} aria-pressed={index === at}
            icon={<StageGlyph type={stage.type} {...(place ? { place } : {})} />} onClick={() => onGo(index)}
          />
        );
      })}
    </div>
  );
}
