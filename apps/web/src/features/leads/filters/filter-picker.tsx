import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, SearchField } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { FilterEditor } from './filter-editor.tsx';
import { filterGroups, type FilterField } from './filter-field.ts';
import styles from './filter-picker.module.css';

/** First which field, found by typing or among its like; then what it has to be. */
export function FilterPicker({ fields, onDone }: { fields: readonly FilterField[]; onDone: () => void }) {
  const { filters, put } = useLeadFilters();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<FilterField | null>(null);
  if (picked) {
    return (
      <div className={styles.picker}>
        <Button look="quiet" size="xs" className={styles.back!} icon={<IconChevronLeft size={14} stroke={1.75} aria-hidden />} onClick={() => setPicked(null)}>
          {picked.label}
        </Button>
        <FilterEditor field={picked} value={filters[picked.name] ?? null} onChange={(value) => put({ [picked.name]: value })} onDone={onDone} />
      </div>
    );
  }
  const words = typed.trim().toLowerCase();
  const found = fields.filter(({ label, group, kind }) => kind !== 'told' && (label.toLowerCase().includes(words) || group.toLowerCase().includes(words)));
  return (
    <div className={styles.picker}>
      <SearchField label="Find a field" value={typed} onChange={setTyped} />
      {/* It scrolls, so keys have to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.list} tabIndex={0} role="group" aria-label="Fields">
        {filterGroups.map((group) => {
          const inGroup = found.filter((field) => field.group === group);
          return inGroup.length > 0 && (
            <section key={group} aria-label={group}>
              <h3 className={styles.group}>{group}</h3>
              <ul className={styles.fields}>
                {inGroup.map((field) => (
                  <li key={field.name}>
                    <button type="button" className={styles.field} onClick={() => setPicked(field)}>
                      <span>{field.label}</span>
                      <IconChevronRight size={14} stroke={1.75} aria-hidden />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {found.length === 0 && <p className={styles.nothing}>No field is called “{typed}”.</p>}
      </div>
    </div>
  );
}
