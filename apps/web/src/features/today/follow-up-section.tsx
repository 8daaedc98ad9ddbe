import { IconChevronDown } from '@tabler/icons-react';
import type { Today } from '@lastmile/contracts';
import { Button, Section } from '../../ui/index.ts';
import { FollowUpRow, type RowActions } from './follow-up-row.tsx';
import { counted } from './figures.tsx';
import styles from './follow-up-section.module.css';

interface Props {
  id: string;
  title: string;
  section: Today['due'];
  tone?: 'late';
  withOwner: boolean;
  actions: RowActions;
  /** Shows as many as one page can; undefined where it does already. */
  onMore: (() => void) | undefined;
  /** The section is folded, or can be. */
  fold?: { open: boolean; onToggle: () => void };
}

/** The follow-ups of one part of the day. */
export function FollowUpSection({
  id,
  title,
  section: { count, leads },
  tone,
  withOwner,
  actions,
  onMore,
  fold,
}: Props) {
  if (count === 0) return null;
  const rest = count - leads.length;
  const toggle = fold && (
    <Button
      look="quiet"
      size="xs"
      aria-expanded={fold.open}
      onClick={fold.onToggle}
      icon={<IconChevronDown size={16} stroke={1.75} aria-hidden className={fold.open ? styles.open : undefined} />}
    >
      {fold.open ? 'Fold' : 'Show'}
    </Button>
  );
  return (
    <div id={id} className={styles.anchor}>
      <Section
        title={title}
        count={counted(count)}
        flush
        {...(tone ? { tone } : {})}
        {...(toggle ? { actions: toggle } : {})}
      >
        {(!fold || fold.open) && (
          <>
            <ul className={styles.rows}>
              {leads.map((lead) => (
                <FollowUpRow key={lead.id} lead={lead} withOwner={withOwner} actions={actions} />
              ))}
            </ul>
            {rest > 0 && (
              <div className={styles.more}>
                {onMore ? (
                  <Button onClick={onMore}>Show {counted(rest)} more</Button>
                ) : (
                  <span>{counted(rest)} more follow when these are done.</span>
                )}
              </div>
            )}
          </>
        )}
      </Section>
    </div>
  );
}
