import { useState } from 'react';
import { search, type Output } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ErrorState, SearchField, StageGlyph, stageTypeNames } from '../../ui/index.ts';
import styles from './lead-picker.module.css';

export type PickedLead = Pick<Output<typeof search>['data'][number], 'id' | 'title'>;

/** Finds a lead by any part of a name, phone, company or number. */
export function LeadPicker({ onPick }: { onPick: (lead: PickedLead) => void }) {
  const [words, setWords] = useState('');
  const found = useEndpoint(search, { query: { q: words || 'x', limit: 20 } }, { enabled: words !== '', keepPrevious: true });
  const leads = words === '' ? [] : (found.data?.data.filter(({ kind }) => kind === 'lead') ?? []);
  return (
    <div className={styles.picker}>
      <SearchField label="Find a lead" value={words} onChange={setWords} />
      {found.error && words !== '' && <ErrorState title="The search failed." problem={found.error} again={() => void found.refetch()} />}
      {leads.length > 0 && (
        <ul className={styles.leads}>
          {leads.map((lead) => (
            <li key={lead.id}>
              <button type="button" className={styles.lead} onClick={() => onPick(lead)}>
                {lead.status && <StageGlyph type={lead.status} />}
                <span className={styles.words}>
                  <span className={styles.title}>{lead.title}</span>
                  <span className={styles.about}>
                    {[lead.number, lead.phone && formatPhone(lead.phone), lead.aside ?? (lead.status && stageTypeNames[lead.status])].filter(Boolean).join(' · ')}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.hint} role="status">
        {words === '' ? 'Type a name, phone, company or number.' : found.isSuccess && !found.isFetching && leads.length === 0 ? 'No lead is like that.' : ''}
      </p>
    </div>
  );
}
