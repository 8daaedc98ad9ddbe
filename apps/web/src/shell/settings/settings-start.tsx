import { Navigate } from 'react-router';
import { useSession } from '../../lib/session.tsx';
import { usePhone } from '../../lib/viewport.ts';
import { NotFound } from '../not-found.tsx';
import { visibleSettings } from './settings-navigation.ts';

/** `/settings` itself: the first setting at a desk; on a phone the list beside it is the page. */
export function SettingsStart() {
  const phone = usePhone();
  const first = visibleSettings(useSession().can)[0]?.entries[0];
  if (!first) return <NotFound />;
  return phone ? <title>Settings · Lastmile</title> : <Navigate replace to={first.to} />;
}
