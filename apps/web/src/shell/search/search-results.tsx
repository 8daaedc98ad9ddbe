import { useEffect, useRef } from 'react';
import { Kbd } from '../../ui/index.ts';
import styles from './search-dialog.module.css';
import type { SearchGroup, SearchResult } from './use-search-results.tsx';

interface Props {
  groups: readonly SearchGroup[];
  current: SearchResult | undefined;
  onPoint: (result: SearchResult) => void;
  onOpen: (to: string) => void;
}

/** The groups of what was found; the one that Enter opens is marked and kept in sight. */
export function SearchResults({ groups, current, onPoint, onOpen }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const marked = current?.id;
  useEffect(() => {
    if (marked) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <div id="search-results" ref={list} className={styles.results} role="listbox" aria-label="Results" hidden={groups.length === 0}>
      {groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <p className={styles.group} role="presentation">{group.title}</p>
          {group.results.map((result) => (
            <div
              key={result.id} id={`result-${result.id}`} role="option" aria-selected={result.id === current?.id}
              className={styles.result} onClick={() => onOpen(result.to)} onPointerMove={() => onPoint(result)}
            >
              <span className={styles.icon}>{result.icon}</span>
              <span className={styles.words}>
                <span className={styles.title}>{result.title}</span>{' '}
                <span className={styles.detail}>{result.detail}</span>
              </span>
              {result.aside && <span className={styles.detail}>{result.aside}</span>}
              {result.id === current?.id && <Kbd size="xs" className={styles.enter!} aria-hidden>Enter</Kbd>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
