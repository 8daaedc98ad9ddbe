import { Button } from './button.tsx';
import styles from './show-more.module.css';

interface Props {
  /** An answer of `usePages`. */
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  /** What there is more of: “Show older”. */
  children?: string;
}

/** The next page of a list, below what is shown of it; nothing where there is none. */
export function ShowMore({ pages, children = 'Show more' }: Props) {
  if (!pages.hasNextPage) return null;
  return (
    <div className={styles.more}>
      <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{children}</Button>
    </div>
  );
}
