import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { getMe, type Permission, type RecordScope, type Session } from '@lastmile/contracts';
import { onSessionEnd } from './api.ts';
import { keyOf, question } from './query.ts';
import type { Problem } from './problem.ts';

interface SignedIn extends Session {
  /** Whether this person may do this at all, and if so for whose records: `'own'`, `'team'` or `'all'`. */
  can: (permission: Permission) => RecordScope | false;
  /** The person's own time zone, else the organization's. */
  timezone: string;
}

const SessionContext = createContext<SignedIn | null>(null);

interface Props {
  children: ReactNode;
  /** What stands in the page's place until it is known who is signed in. */
  waiting: ReactNode;
  failed: (problem: Problem, again: () => void) => ReactNode;
}

/** Asks who is signed in before anything inside is shown; nobody leads to the sign-in page, and back here afterwards. */
export function SessionProvider({ children, waiting, failed }: Props) {
  const client = useQueryClient();
  const { pathname, search } = useLocation();
  // The route has just asked, so a refusal is not asked about once more.
  const me = useQuery<Session, Problem>({ ...question(getMe), retryOnMount: false });

  useEffect(() => onSessionEnd(() => {
    // Asking who is signed in fails in the same way; without this it would be asked for ever.
    if (client.getQueryData(keyOf(getMe))) void client.resetQueries({ queryKey: keyOf(getMe) });
  }), [client]);

  if (me.error?.status === 401) {
    const here = `${pathname}${search}`;
    return <Navigate replace to={here === '/' ? '/login' : `/login?returnTo=${encodeURIComponent(here)}`} />;
  }
  if (me.data) {
    const session: SignedIn = {
      ...me.data,
      can: (permission) => me.data.permissions[permission] ?? false,
      timezone: me.data.user.timezone ?? me.data.organization.timezone,
    };
    return <SessionContext value={session}>{children}</SessionContext>;
  }
  return me.error ? failed(me.error, () => void me.refetch()) : waiting;
}

/** Who is signed in, where, and what they may do. Throws outside the signed-in part of the product. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for pages inside SessionProvider.');
  return session;
}
