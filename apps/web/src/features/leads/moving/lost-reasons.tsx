import { FilterChip } from '../../../ui/index.ts';
import styles from './lose-dialog.module.css';

const reasons = ['Too expensive', 'No coverage', 'Chose another provider', 'Could not be reached', 'Moved away'];

/** The reasons that are given most, to be pressed instead of written. */
export function LostReasons({ value, onChoose }: { value: unknown; onChoose: (reason: string) => void }) {
  return (
    <div className={styles.reasons} role="group" aria-label="Common reasons">
      {reasons.map((reason) => (
        <FilterChip
          key={reason} label={reason} active={value === reason} aria-pressed={value === reason} onClick={() => onChoose(reason)}
        />
      ))}
    </div>
  );
}
