import { getToday } from '@lastmile/contracts';
import { useEndpoint } from '../lib/use-endpoint.ts';
import { useLater } from '../lib/use-later.ts';
import styles from './sidebar.module.css';

/** `3 late` beside Today; nothing when nothing is. */
export function LateCount() {
  const { data } = useEndpoint(getToday, { query: { limit: 1 } }, { enabled: useLater() });
  if (!data?.overdue.count) return null;
  const late = data.overdue.count > 1000 ? '1000+' : data.overdue.count;
  return <span className={styles.urgent}>{late}<span className={styles.unit}> late</span></span>;
}
