import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { usePhone } from '../../lib/viewport.ts';
import { ErrorState, Kbd } from '../../ui/index.ts';
import { SearchResults } from './search-results.tsx';
import { useSearchResults } from './use-search-results.tsx';
import styles from './search-dialog.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Search over everything, from anywhere; on a phone it takes the whole screen. */
export function SearchDialog({ opened, onClose }: Props) {
  const phone = usePhone();
  return (
    <Modal
      opened={opened} onClose={onClose} fullScreen={phone} withCloseButton={false} padding={0} size={620} yOffset={110}
      attributes={{ content: { 'aria-label': 'Search' } }} radius={phone ? 0 : 'lg'}
      classNames={{ content: styles.content!, body: styles.body! }}
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

/** A list box steered from the field: the arrow keys choose, Enter opens, Escape closes. */
function Search({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const { groups, problem, again, isPending, foundNothing } = useSearchResults(typed);
  const results = groups.flatMap((group) => group.results);
  const current = results[Math.min(chosen, results.length - 1)];

  const open = (to: string) => {
    onClose();
    void navigate(to);
  };
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results.length > 0) {
      event.preventDefault();
      const at = Math.min(chosen, results.length - 1);
      setChosen((at + step + results.length) % results.length);
    }
    if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) {
      event.preventDefault();
      open(current.to);
    }
  };

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          className={styles.input} type="text" role="combobox" autoFocus data-autofocus autoComplete="off" spellCheck={false}
          enterKeyHint="go" placeholder="Name, phone, number or page" aria-label="Search" maxLength={100}
          aria-expanded={results.length > 0} aria-controls="search-results" aria-autocomplete="list"
          aria-activedescendant={current ? `result-${current.id}` : undefined}
          value={typed} onKeyDown={steer}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
        />
        <button type="button" className={styles.close} onClick={onClose}>
          <Kbd size="xs" className={styles.escape!}>Esc</Kbd>
          <span className={styles.cancel}>Cancel</span>
        </button>
      </div>
      {problem && <div className={styles.message}><ErrorState title="Search did not answer." problem={problem} again={again} /></div>}
      <p className={styles.state} role="status">
        {foundNothing ? `No lead or subscriber matches “${typed.trim()}”.` : isPending ? 'Searching …' : ''}
      </p>
      <SearchResults groups={groups} current={current} onPoint={(result) => setChosen(results.indexOf(result))} onOpen={open} />
    </>
  );
}
