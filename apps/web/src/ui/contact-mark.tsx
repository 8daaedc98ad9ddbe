import { IconMessageOff } from '@tabler/icons-react';
import styles from './contact-mark.module.css';

/** That somebody is not to be contacted, where there is no room for why; compact, the words are for who cannot see the sign. */
export function ContactMark({ compact = false }: { compact?: boolean }) {
  const words = 'Do not contact';
  return (
    <span className={styles.mark} title={words}>
      <IconMessageOff size={13} stroke={1.75} {...(compact ? { role: 'img', 'aria-label': words } : { 'aria-hidden': true })} />
      {!compact && words}
    </span>
  );
}
