import { IconCircleCheckFilled, IconCircleDashed, IconCircleX, IconZzz } from '@tabler/icons-react';
import type { StageType } from '@lastmile/contracts';
import styles from './stage.module.css';

/** Where an in-progress stage stands among the open ones: its place from 0, and how many there are. */
export interface StagePlace {
  position: number;
  of: number;
}

interface GlyphProps {
  type: StageType;
  place?: StagePlace;
  size?: number;
}

export const stageTypeNames: Record<StageType, string> = {
  new: 'New',
  in_progress: 'In progress',
  dormant: 'Dormant',
  won: 'Won',
  lost: 'Lost',
};

/** The sign of a stage's type, always beside a word. In progress it fills like a clock with its place in the pipeline. */
export function StageGlyph({ type, place, size = 16 }: GlyphProps) {
  const shared = { size, stroke: 1.75, 'aria-hidden': true, className: `${styles.glyph} ${styles[type]}` };
  switch (type) {
    case 'new': return <IconCircleDashed {...shared} />;
    case 'in_progress': return <Clock className={shared.className} size={size} part={partOf(place)} />;
    case 'dormant': return <IconZzz {...shared} />;
    case 'won': return <IconCircleCheckFilled {...shared} />;
    case 'lost': return <IconCircleX {...shared} />;
  }
}

/** Glyph and plain word, for lists. */
export function StageName({ name, ...glyph }: GlyphProps & { name: string }) {
  return (
    <span className={styles.name}>
      <StageGlyph size={15} {...glyph} />
      <span className={styles.word}>{name}</span>
    </span>
  );
}

/** The tinted badge, for record heads and settings. Without a name it says the type. */
export function StageBadge({ name, ...glyph }: Omit<GlyphProps, 'size'> & { name?: string }) {
  return (
    <span className={`${styles.badge} ${styles[`${glyph.type}Badge`]}`}>
      <StageGlyph size={13} {...glyph} />
      {name ?? stageTypeNames[glyph.type]}
    </span>
  );
}

function partOf(place: StagePlace | undefined): number {
  if (!place || place.of <= 0) return 1 / 2;
  return Math.min(Math.max(place.position / place.of, 1 / 8), 7 / 8);
}

function Clock({ part, size, className }: { part: number; size: number; className: string }) {
  const angle = 2 * Math.PI * part;
  const [x, y] = [12 + 5.4 * Math.sin(angle), 12 - 5.4 * Math.cos(angle)];
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="8.9" fill="none" stroke="currentColor" strokeWidth="1.9" />
      <path
        d={`M12 12V6.6A5.4 5.4 0 ${part > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`}
        fill="currentColor"
      />
    </svg>
  );
}
