import { Link } from 'react-router';
import { figureDefinitions, type CountFigure, type FigureId, type RateFigure, type SecondsFigure } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { Definition } from '../../ui/index.ts';
import styles from './values.module.css';
import { lasting, leadsAt } from './figure-words.ts';

type Link = { [filter: string]: string } | null;

/** A count in a table, leading to what it counted. `of` says of whom or what, for those who hear only the link. */
export function CountLink({ figure: { value, leads }, of }: { figure: Pick<CountFigure, 'value' | 'leads'>; of: string }) {
  const { locale } = useLocale();
  const words = formatCount(value, locale);
  const to = leadsAt(leads);
  return to && value > 0 ? <Link className={styles.link} to={to} aria-label={`${words}: ${of}`}>{words}</Link> : <span className={styles.number}>{words}</span>;
}

export const percentWords = (value: number | null): string => (value === null ? '–' : `${value}%`);
export const secondsWords = (value: number | null): string => (value === null ? '–' : lasting(value));

/** How long something took, leading to the leads that it is about. */
export function SecondsLink({ figure: { value, leads }, of }: { figure: Pick<SecondsFigure, 'value' | 'leads'>; of: string }) {
  const to = value === null ? undefined : leadsAt(leads);
  return to ? <Link className={styles.link} to={to} aria-label={`${secondsWords(value)}: ${of}`}>{secondsWords(value)}</Link> : <span className={styles.number}>{secondsWords(value)}</span>;
}

export function RateLink({ figure: { value, part, leads }, of }: { figure: RateFigure; of: string }) {
  const to = leadsAt(leads);
  return to && part > 0 ? <Link className={styles.link} to={to} aria-label={`${percentWords(value)}: ${of}`}>{percentWords(value)}</Link>
    : <span className={styles.number}>{percentWords(value)}</span>;
}

/** What the columns of a table count, in words below it. */
export function Definitions({ of }: { of: readonly FigureId[] }) {
  return (
    <p className={styles.definitions}>
      {of.map((id) => (
        <span key={id} className={styles.definition}>
          {figureDefinitions[id].name} <Definition of={figureDefinitions[id].name}>{figureDefinitions[id].definition}</Definition>
        </span>
      ))}
    </p>
  );
}
