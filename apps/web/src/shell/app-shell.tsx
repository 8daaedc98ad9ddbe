import { useEffect, useRef, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { LocaleContext } from '../lib/locale.tsx';
import { useLiveChanges } from '../lib/live.ts';
import { SessionProvider, useSession } from '../lib/session.tsx';
import { ErrorState } from '../ui/index.ts';
import { PageHeadContext } from '../ui/page.tsx';
import { SearchButton } from './search/search-button.tsx';
import { SearchDialog } from './search/search-dialog.tsx';
import { useSearchShortcut } from './search/use-search-shortcut.ts';
import { ShellSkeleton } from './shell-skeleton.tsx';
import { Sidebar } from './sidebar.tsx';
import { TabBar } from './tab-bar.tsx';
import styles from './app-shell.module.css';

/** The signed-in product around every page: sidebar or tabs, search, live changes. */
export function AppShell() {
  return (
    <SessionProvider
      waiting={<ShellSkeleton />}
      failed={(problem, again) => notOpened(problem, again)}
    >
      <SignedInShell />
    </SessionProvider>
  );
}

function notOpened(problem: Parameters<typeof ErrorState>[0]['problem'], again: () => void) {
  return (
    <main className={styles.failed}>
      <title>Lastmile</title>
      <ErrorState title="Lastmile did not open." problem={problem} again={again} />
    </main>
  );
}

function SignedInShell() {
  const { organization, timezone } = useSession();
  const { locale, currency, country } = organization;
  const [searching, setSearching] = useState(false);
  const search = () => setSearching(true);
  const main = useMainFocus();
  const waiting = useNavigation().state !== 'idle';
  useLiveChanges();
  useSearchShortcut(search);

  return (
    <LocaleContext value={{ timezone, locale, currency, country }}>
      <PageHeadContext value={{ search: <SearchButton onClick={search} /> }}>
        <a className={styles.skip} href="#main">Skip to content</a>
        {waiting && <div className={styles.progress} role="progressbar" aria-label="Opening the page" />}
        <div className={styles.shell}>
          <Sidebar onSearch={search} />
          <main id="main" ref={main} tabIndex={-1} className={styles.main}><Outlet /></main>
          <TabBar />
        </div>
        <SearchDialog opened={searching} onClose={() => setSearching(false)} />
        <ScrollRestoration />
      </PageHeadContext>
    </LocaleContext>
  );
}

/** Puts the keyboard into the new page after a change of page, unless the page chose a place itself. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
