import { IconChevronLeft } from '@tabler/icons-react';
import { createContext, useContext, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { IconButton } from './button.tsx';
import styles from './page.module.css';

/** What surrounds a page adds to its head on a phone: the way to search, and where the arrow leads back to. */
export const PageHeadContext = createContext<{ search?: ReactNode; back?: string }>({});

interface PageProps {
  title: string;
  /** In the browser's tab, where it is not the title. */
  documentTitle?: string;
  subtitle?: ReactNode;
  /** Before the title: an avatar. */
  leading?: ReactNode;
  /** Beside the title: a stage badge, a pipeline's menu. */
  beside?: ReactNode;
  /** At the end of the head, the filled button last. */
  actions?: ReactNode;
  /** On a phone instead of `actions`; null for none. */
  phoneActions?: ReactNode;
  /** Where the arrow on a phone leads back to. */
  back?: string;
  tabs?: ReactNode;
  children?: ReactNode;
  /** The page is as high as the window and its content scrolls by itself, as a board does. */
  fills?: boolean;
  /** A column of forms rather than the whole width. */
  narrow?: boolean;
}

/** The frame of every page: its one heading, its actions, its tabs. */
export function Page({
  title, documentTitle = title, subtitle, leading, beside, actions, phoneActions = actions, back: ownBack, tabs, children,
  fills = false, narrow = false,
}: PageProps) {
  const around = useContext(PageHeadContext);
  const back = ownBack ?? around.back;
  return (
    <div className={fills ? `${styles.page} ${styles.fills}` : styles.page}>
      <title>{`${documentTitle} · Lastmile`}</title>
      <header className={styles.head}>
        {back !== undefined && (
          <span className={styles.back}>
            <IconButton label="Back" to={back}><IconChevronLeft size={22} stroke={1.75} aria-hidden /></IconButton>
          </span>
        )}
        {leading}
        <div className={styles.titles}>
          <div className={styles.line}>
            <h1 className={styles.title}>{title}</h1>
            {beside}
          </div>
          {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {actions && <div className={styles.deskActions}>{actions}</div>}
        {back === undefined && around.search && <span className={styles.search}>{around.search}</span>}
        {phoneActions && <div className={styles.phoneActions}>{phoneActions}</div>}
      </header>
      {tabs}
      <div className={narrow ? `${styles.content} ${styles.narrow}` : styles.content}>{children}</div>
    </div>
  );
}

interface PageTab {
  label: ReactNode;
  to: string;
  count?: number;
  /** Current only at exactly this address, not below it. */
  end?: boolean;
}

/** Links to the parts of a page, below its head. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end ?? false} className={styles.tab!}>
          {tab.label}
          {tab.count !== undefined && <span className={styles.tabCount}>{tab.count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}

/** What a page is made of, one below the other. */
export function PageStack({ as: Tag = 'div', children }: { as?: 'div' | 'aside'; children: ReactNode }) {
  return <Tag className={styles.stack}>{children}</Tag>;
}

/** How many records a list has, beside its title; beyond a thousand nobody counts them. */
export function PageCount({ of }: { of: number | undefined }) {
  return of === undefined ? null : <span className={styles.count}>{of > 1000 ? '1,000+' : of}</span>;
}
