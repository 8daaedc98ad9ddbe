import { Link } from 'react-router';
import type { LeadCard } from '@lastmile/contracts';
import { Checkbox, DueLabel, Money, StageName, TagLabels } from '../../../ui/index.ts';
import type { Selection } from '../bulk/use-selection.ts';
import type { Names } from './columns.tsx';
import styles from './lead-list.module.css';
import { shortNumber } from './short-number.ts';

interface Props {
  leads: readonly LeadCard[];
  names: Names;
  /** While leads are being chosen. */
  selection?: Selection | undefined;
}

/** The table on a phone: a lead a block, and the whole of it opens the lead. */
export function LeadList({ leads, names, selection }: Props) {
  return (
    <ul className={styles.list} aria-label="Leads">
      {leads.map((lead) => {
        const { name, place } = names.stage(lead.stageId);
        const isClosed = lead.status === 'won' || lead.status === 'lost';
        return (
          <li key={lead.id} className={selection ? styles.choosable : undefined}>
            {selection && (
              // The checkbox has its own name; around it is as much as a thumb needs.
              // eslint-disable-next-line jsx-a11y/label-has-associated-control
              <label className={styles.choosing}>
                <Checkbox aria-label={`Select ${lead.title}`} checked={selection.has(lead.id)} onChange={() => selection.toggle(lead.id)} />
              </label>
            )}
            <Link to={`/leads/${lead.id}`} className={styles.lead}>
              <span className={styles.line}>
                <span className={styles.name} title={lead.title}>{lead.title}</span>
                <span className={styles.number}>{shortNumber(lead.number)}</span>
                <span className={styles.value}><Money amount={lead.value} /></span>
              </span>
              <span className={styles.line}>
                <span className={styles.wish}>{[lead.offerName, lead.place].filter(Boolean).join(' · ') || 'No package yet'}</span>
                <TagLabels tags={lead.tags} most={2} />
              </span>
              <span className={styles.line}>
                <StageName type={lead.status} name={name} {...(place ? { place } : {})} />
                <span className={styles.step}>{!isClosed && <DueLabel due={lead.followUp} compact />}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
