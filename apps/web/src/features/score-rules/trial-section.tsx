import type { ScoreTrial } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { Section, Table } from '../../ui/index.ts';
import styles from './score-rules.module.css';

/** How well it tells won from lost, in words: 0.5 is a coin, 1 never errs. */
function verdict(separation: number): string {
  if (separation >= 0.8) return 'It tells them apart well.';
  if (separation >= 0.65) return 'It tells them apart fairly well.';
  if (separation >= 0.55) return 'It tells them apart a little.';
  if (separation >= 0.45) return 'It tells them apart no better than a coin.';
  return 'It points the wrong way: lost leads score higher.';
}

/** What the rules would have said of the leads that were won and lost in the last year. */
export function TrialSection({ trial }: { trial: ScoreTrial }) {
  const { won, lost, separation, wonAverage, lostAverage, bands } = trial;
  if (separation === null) {
    return (
      <Section title="Tried on the last year">
        <p className={styles.words}>It takes both won and lost leads to judge the rules by: there are {count(won, 'won lead')} and {count(lost, 'lost lead')}.</p>
      </Section>
    );
  }
  const most = Math.max(1, ...bands.flatMap((band) => [band.won / won, band.lost / lost]));
  const bar = (part: number, whole: number) => ({ inlineSize: `${Math.round((100 * part) / whole / most)}%` });
  return (
    <Section title="Tried on the last year" hint={`${count(won, 'won lead')}, ${count(lost, 'lost lead')}`}>
      <p className={styles.words}>
        <b>{verdict(separation)}</b> Of a won and a lost lead picked at random, the won one had the higher score in {Math.round(separation * 100)} of 100 cases.
        Won leads scored {wonAverage} on average, lost ones {lostAverage}; each is judged by what was known a day before it was decided.
      </p>
      <Table className={styles.bands!} aria-label="Won and lost leads by score">
        <thead>
          <tr><th scope="col">Score</th><th scope="col">Won</th><th scope="col">Lost</th><th scope="col" className={styles.end}>Share won</th></tr>
        </thead>
        <tbody>
          {[...bands].toReversed().map((band) => (
            <tr key={band.from}>
              <th scope="row">{band.from}–{band.to}</th>
              <td><span className={styles.bar}><span className={styles.won} style={bar(band.won, won)} /></span>{band.won}</td>
              <td><span className={styles.bar}><span className={styles.lost} style={bar(band.lost, lost)} /></span>{band.lost}</td>
              <td className={styles.end}>{band.won + band.lost === 0 ? '–' : `${Math.round((100 * band.won) / (band.won + band.lost))} %`}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
