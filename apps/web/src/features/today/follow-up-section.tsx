import { IconChevronDown } from '@tabler/icons-react';
import { Button, Section } from '../../ui/index.ts';
import { FollowUpRow, type RowActions } from './follow-up-row.tsx';
import { counted } from './figures.tsx';
import styles from './follow-up-section.module.css';
import type { ShownSection } from './use-section.ts';

interface Props {
  id: string;
  title: string;
  section: ShownSection;
  tone?: 'late';
  withOwner: boolean;
  actions: RowActions;
  /** The section is folded, or can be. */
  fold?: { open: boolean; onToggle: () => void };
}

/** The follow-ups of one part of the day. */
export function FollowUpSection({
  id,
  title,
  section: { count, leads, more, isLoading },
  tone,
  withOwner,
  actions,
  fold,
}: Props) {
  if (count === 0) return null;
  // Beyond a thousand nobody counts, and while pages load the count may be older than they are.
  const rest = Math.max(count - leads.length, 1);
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
            {(more || isLoading) && (
              <div className={styles.more}>
                <Button loading={isLoading} onClick={more}>Show {counted(rest)} more</Button>
              </div>
            )}
          </>
        )}
      </Section>
    </div>
  );
}
