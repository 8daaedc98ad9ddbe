import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Lead } from '@lastmile/contracts';
import { useUrlState } from '../../../lib/url-state.ts';
import { Facts, IconButton, Section } from '../../../ui/index.ts';
import { furtherFacts, mainFacts } from './lead-facts.tsx';
import styles from './details-card.module.css';

/** What is known of a lead: what one looks for most, and everything else that was filled in. */
export function DetailsCard({ lead, tags }: { lead: Lead; tags: ReactNode }) {
  const [, change] = useUrlState();
  const further = furtherFacts(lead).filter(({ value }) => value !== null && value !== undefined && value !== '');
  const edit = lead.can.edit && (
    <IconButton label={`Edit the details of ${lead.title}`} onClick={() => change({ edit: '1' })}>
      <IconPencil size={16} stroke={1.75} aria-hidden />
    </IconButton>
  );
  return (
    <Section title="Details" {...(edit ? { actions: edit } : {})}>
      <Facts facts={mainFacts(lead)} />
      {tags && <div className={styles.tags}>{tags}</div>}
      {further.length > 0 && (
        <details className={styles.more}>
          <summary className={styles.summary}>{further.length} more</summary>
          <Facts facts={further} />
        </details>
      )}
      {lead.notes && <p className={styles.notes}>{lead.notes}</p>}
    </Section>
  );
}
