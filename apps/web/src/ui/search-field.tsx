import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import styles from './search-field.module.css';

/** While one types quickly, only where the fingers rest is asked about. */
const patience = 250;

interface Props {
  /** What is looked through: “Find in leads”. */
  label: string;
  value: string;
  /** Called a moment after the last key, and at once when it is emptied. */
  onChange: (value: string) => void;
  maxLength?: number;
}

/** Narrows a list down while one types; Escape empties it. */
export function SearchField({ label, value, onChange, maxLength = 100 }: Props) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // The address was changed by something else, such as Back or “Clear the filters”.
  if (known !== value) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }

  useEffect(() => {
    const words = typed.trim();
    if (words === value) return;
    const soon = setTimeout(() => onChange(words), words ? patience : 0);
    return () => clearTimeout(soon);
  }, [typed, value, onChange]);

  return (
    <div className={styles.field}>
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        type="search" className={styles.input} aria-label={label} placeholder={label} value={typed}
        maxLength={maxLength} autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.preventDefault();
          setTyped('');
        }}
      />
      {typed !== '' && (
        <button type="button" className={styles.clear} aria-label="Empty the search" onClick={() => setTyped('')}>
          <IconX size={14} stroke={1.75} aria-hidden />
        </button>
      )}
    </div>
  );
}
