import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { listLeadFields, type Lead } from '@lastmile/contracts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Facts, IconButton, Section, SkeletonLine } from '../../../ui/index.ts';
import { furtherFacts, listedFacts } from './lead-facts.tsx';
import styles from './details-card.module.css';

/** What is known of a lead: what one looks for most, and everything else that was filled in. */
export function DetailsCard({ lead, tags }: { lead: Lead; tags: ReactNode }) {
  const [, change] = useUrlState();
  const list = useEndpoint(listLeadFields);
  // Without the list everything stands under “more”, which is better than nothing.
  const fields = list.data?.data ?? [];
  const further = furtherFacts(lead, fields);
  const edit = lead.can.edit && (
    <IconButton label={`Edit the details of ${lead.title}`} onClick={() => change({ edit: '1' })}>
      <IconPencil size={16} stroke={1.75} aria-hidden />
    </IconButton>
  );
  return (
    <Section title="Details" {...(edit ? { actions: edit } : {})}>
      {list.isPending ? <SkeletonLine /> : <Facts facts={listedFacts(lead, fields)} />}
      {tags && <div className={styles.tags}>{tags}</div>}
      {!list.isPending && further.length > 0 && (
        <details className={styles.more}>
          <summary className={styles.summary}>{further.length} more</summary>
          <Facts facts={further} />
        </details>
      )}
      {lead.notes && <p className={styles.notes}>{lead.notes}</p>}
    </Section>
  );
}
