import { Link } from 'react-router';
import type { BulkPreview } from '@lastmile/contracts';
import { count } from '../../../lib/format.ts';
import { Anchor, Notice } from '../../../ui/index.ts';
import styles from './bulk-dialog.module.css';

/** How many leads a change reaches, and which ones it leaves as they are, with the reason. */
export function PreviewSummary({ preview: { total, changes, unchanged, problems }, converts = false }: { preview: BulkPreview; converts?: boolean }) {
  const kept = problems.reduce((sum, problem) => sum + problem.count, 0);
  return (
    <div className={styles.summary} role="status">
      <p className={styles.reach}>
        <b>{converts ? converted(total, changes) : total === changes ? (total === 1 ? 'This lead changes.' : `All ${count(total, 'lead')} change.`) : `${changes} of ${count(total, 'lead')} ${changes === 1 ? 'changes' : 'change'}.`}</b>
        {unchanged > 0 && ` ${count(unchanged, 'is', 'are')} so already.`}
        {kept > 0 && ` ${count(kept, 'is left as it is', 'are left as they are')}:`}
      </p>
      {problems.map(({ code, detail, count: many, leads }) => (
        <Notice key={code} tone="warning" title={count(many, 'lead')}>
          {detail}
          <span className={styles.names}>
            {leads.map(({ id, title }, index) => (
              <span key={id}>{index > 0 && ', '}<Anchor component={Link} to={`/leads/${id}`} target="_blank" fz="inherit">{title}</Anchor></span>
            ))}
            {many > leads.length && ` and ${many - leads.length} more`}
          </span>
        </Notice>
      ))}
    </div>
  );
}

const converted = (total: number, changes: number): string =>
  (total === changes ? (total === 1 ? 'This lead becomes a subscriber.' : `All ${count(total, 'lead')} become subscribers.`)
    : `${changes} of ${count(total, 'lead')} ${changes === 1 ? 'becomes a subscriber' : 'become subscribers'}.`);
