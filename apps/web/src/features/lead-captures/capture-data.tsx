import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { Facts } from '../../ui/index.ts';
import { captureRows, type CaptureRow } from './capture-rows.ts';
import styles from './captures.module.css';

/** What a system sent, laid out for reading. */
export function CaptureData({ data }: { data: object }) {
  const locale = useLocale();
  const now = useNow();
  return <Rows rows={captureRows(data, { ...locale, now })} />;
}

/** Facts under each other; what has lines of its own stands below them with its name. */
function Rows({ rows }: { rows: readonly CaptureRow[] }) {
  const facts = rows.filter((row) => 'text' in row);
  const groups = rows.filter((row) => 'rows' in row);
  return (
    <>
      {facts.length > 0 && <Facts facts={facts.map(({ label, text }) => ({ label, value: text }))} />}
      {groups.map(({ label, rows: below }) => (
        <div key={label} role="group" aria-label={label}>
          <p className={styles.group}>{label}</p>
          <div className={styles.below}><Rows rows={below} /></div>
        </div>
      ))}
    </>
  );
}
