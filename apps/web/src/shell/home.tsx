import { Navigate } from 'react-router';
import { useSession } from '../lib/session.tsx';
import { settingsEntry, visibleEntries } from './navigation.tsx';
import { NotFound } from './not-found.tsx';

/** `/` leads to where this person's day begins. */
export function Home() {
  const { can } = useSession();
  const first = visibleEntries(can)[0] ?? settingsEntry(can);
  return first ? <Navigate replace to={first.to} /> : <NotFound />;
}
