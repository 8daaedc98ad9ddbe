import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { listLeads } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, SearchField, Section } from '../../ui/index.ts';
import styles from './merge.module.css';

/** Finds another lead that is the same. */
export function AddLead({ ids, first, onAdd }: { ids: readonly string[]; first: boolean; onAdd: (id: string) => void }) {
  const [q, setQ] = useState('');
  const found = useEndpoint(listLeads, { query: { q, limit: 8 } }, { enabled: q !== '', keepPrevious: true });
  const leads = q === '' ? [] : (found.data?.data ?? []).filter(({ id }) => !ids.includes(id));
  return (
    <Section title={first ? 'The first lead' : ids.length === 1 ? 'The lead it is merged with' : 'One more that is the same'}>
      <SearchField label="Find by name, phone or number" value={q} onChange={setQ} />
      {q !== '' && found.data && leads.length === 0 && <p className={styles.dimmed}>No other lead is like that.</p>}
      <ul className={styles.found} aria-label="Leads found">
        {leads.map(({ id, title, number, phone, place }) => (
          <li key={id}>
            <span className={styles.words}>
              <b className={styles.title}>{title}</b>
              <span className={styles.dimmed}>{[number, phone && formatPhone(phone), place].filter(Boolean).join(' · ')}</span>
            </span>
            <Button
              size="xs" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} aria-label={`Add ${title}`}
              onClick={() => {
                setQ('');
                onAdd(id);
              }}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
