import type { LeadTag } from '@lastmile/contracts';
import styles from './tag.module.css';

type Tag = Pick<LeadTag, 'id' | 'name' | 'color'>;

/** A tag in its colour; its name is what says it. */
export function TagLabel({ tag: { name, color } }: { tag: Omit<Tag, 'id'> }) {
  return (
    <span className={`${styles.tag} ${styles[color]}`} title={name}>
      <span className={styles.name}>{name}</span>
    </span>
  );
}

/** Tags beside each other. With `most` they stay on one line: so many, and how many more there are, named on hover. */
export function TagLabels({ tags, most }: { tags: readonly Tag[]; most?: number }) {
  if (tags.length === 0) return null;
  const shown = most ? tags.slice(0, most) : tags;
  const rest = tags.slice(shown.length).map(({ name }) => name).join(', ');
  return (
    <span className={most ? `${styles.tags} ${styles.oneLine}` : styles.tags}>
      {shown.map((tag) => <TagLabel key={tag.id} tag={tag} />)}
      {rest && (
        <span className={styles.more} title={rest}>
          <span aria-hidden>+{tags.length - shown.length}</span>
          <span className={styles.hidden}>and {rest}</span>
        </span>
      )}
    </span>
  );
}
