import type { Import, ReadValue } from '@lastmile/contracts';
import { formatCount, formatMoment, formatMoney } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { Badge, RecordCell, RecordName, RecordRow, RecordTable } from '../../ui/index.ts';
import { outcomeWords } from './import-words.ts';
import styles from './imports.module.css';

type Kind = ReadValue['kind'];
const figures: ReadonlySet<Kind | undefined> = new Set<Kind>(['money', 'number']);

/** The first rows as they will be: what was read of each cell, and what was refused as it stands in the file. */
export function ImportPreview({ imported: { preview, columns, mapping } }: { imported: Import }) {
  const wordsOf = useWords();
  const shown = columns.filter(({ name }) => mapping[name] && preview.some(({ fields, read }) => fields[name] ?? read[name]?.text))
    .map(({ name }) => ({ name, end: preview.some(({ read }) => figures.has(read[name]?.kind)) }));
  const hasProblems = preview.some(({ problem }) => problem);
  if (preview.length === 0) return null;
  return (
    <RecordTable label="The first rows" wide heads={['Row', ...(hasProblems ? ['Why'] : []), ...shown.map(({ name, end }) => (end ? { label: name, end: true as const } : name))]}>
      {preview.map(({ row, outcome, problem, fields, read }) => {
        const { words, color } = outcomeWords[outcome] ?? { words: outcome, color: 'gray' };
        return (
          <RecordRow key={row}>
            <RecordCell part="name"><RecordName name={`Row ${row + 1}`} beside={<Badge color={color} className={styles.outcome!}>{words}</Badge>} /></RecordCell>
            {hasProblems && <RecordCell>{problem && <span className={styles.why}>{problem}</span>}</RecordCell>}
            {shown.map(({ name, end }) => {
              const [written, value] = [fields[name], read[name]];
              // Where nothing was read, the row was refused as a whole.
              const isRefused = outcome === 'failed' && written !== undefined && !value && Object.keys(read).length > 0;
              const text = value ? wordsOf(value) : written;
              return (
                <RecordCell key={name} label={name} end={end}>
                  {(text || written) && <span title={written} className={isRefused ? styles.refused : undefined}>{text || '–'}</span>}
                </RecordCell>
              );
            })}
          </RecordRow>
        );
      })}
    </RecordTable>
  );
}

/** A value as this person reads it. */
function useWords(): (value: ReadValue) => string {
  const { currency, locale, timezone } = useLocale();
  const now = useNow();
  return ({ kind, text }) => {
    switch (kind) {
      case 'money': return formatMoney(text, currency, locale);
      case 'number': return Number.isInteger(Number(text)) ? formatCount(Number(text), locale) : text;
      case 'phone': return formatPhone(text);
      case 'moment': return formatMoment(text, timezone, now);
      default: return text;
    }
  };
}
