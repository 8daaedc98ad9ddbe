import type { ReactNode } from 'react';
import styles from './action-bar.module.css';

export interface BarAction {
  label: string;
  /** A Tabler icon, 21 px. */
  icon: ReactNode;
  /** Leads out of the product, as `tel:`; without it, and without `onClick`, the action is off. */
  href?: string | undefined;
  /** Opens beside the product. */
  outside?: boolean;
  /** Beside a link: also runs when that is used. */
  onClick?: (() => void) | undefined;
  /** The filled one, at the end. */
  primary?: boolean;
}

/** What is done with a record under a thumb: at the foot of a phone, in the place of the tabs. */
export function ActionBar({ actions }: { actions: readonly BarAction[] }) {
  return (
    <nav className={styles.bar} aria-label="Actions" data-action-bar>
      {actions.map((action) => (
        <Action key={action.label} {...action} />
      ))}
    </nav>
  );
}

function Action({ label, icon, href, outside = false, onClick, primary = false }: BarAction) {
  const className = primary ? `${styles.action} ${styles.primary}` : styles.action;
  if (href) {
    return (
      <a className={className} href={href} onClick={onClick} {...(outside ? { target: '_blank', rel: 'noopener' } : {})}>
        {icon}
        {label}
      </a>
    );
  }
  return (
    <button type="button" className={className} onClick={onClick} disabled={!onClick}>
      {icon}
      {label}
    </button>
  );
}
