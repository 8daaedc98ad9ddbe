import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { figureDefinitions, type FigureId } from '@lastmile/contracts';
import { Definition, VisuallyHidden } from '../../ui/index.ts';
import styles from './figure-card.module.css';
import { leadsAt, type Change } from './figure-words.ts';

interface Props {
  id: FigureId;
  value: ReactNode;
  change?: Change | null;
  /** What it is compared with. */
  before?: string;
  leads: { [filter: string]: string } | null;
  detail?: ReactNode;
  tone?: 'late';
}

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconArrowRight };

/** One figure: its name and what it counts, how it changed, and the way to the leads behind it. */
export function FigureCard({ id, value, change, before, leads, detail, tone }: Props) {
  const { name, definition } = figureDefinitions[id];
  const to = leadsAt(leads);
  const number = <span className={tone === 'late' ? `${styles.number} ${styles.late}` : styles.number}>{value}</span>;
  return (
    <li className={styles.card}>
      <span className={styles.name}>{name} <Definition of={name}>{definition}</Definition></span>
      {to ? <Link to={to} className={styles.link}>{number}<VisuallyHidden> {name}: see the leads</VisuallyHidden></Link> : number}
      {change && <Compared change={change} before={before ?? ''} />}
      {!change && <span className={styles.detail}>{detail ?? (before ? 'nothing to compare with' : '')}</span>}
    </li>
  );
}

function Compared({ change: { direction, welcome, words }, before }: { change: Change; before: string }) {
  const Arrow = arrows[direction];
  const look = welcome === null ? styles.even : welcome ? styles.good : styles.bad;
  return (
    <span className={styles.detail}>
      <span className={look}><Arrow size={14} stroke={2} aria-hidden /> {words}</span> {direction === 'same' ? '' : 'than '}{before}
    </span>
  );
}
