import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './row-controls.module.css';

/**
 * Controls for tables of many rows. They look like the kit’s, and are elements of the browser: the kit’s cost as much in
 * a row as everything else in it together.
 */
interface RowButtonProps extends ComponentPropsWithRef<'button'> {
  /** What it does and to what; also shown on hover. */
  label: string;
  /** Leads to a page. */
  to?: string;
  children: ReactNode;
}

/** An action of a row, shown as an icon alone. */
export function RowButton({ label, to, ...button }: RowButtonProps) {
  const shared = { className: styles.button, 'aria-label': label, title: label };
  return to === undefined ? <button type="button" {...shared} {...button} /> : <Link to={to} {...shared}>{button.children}</Link>;
}

type RowCheckboxProps = Omit<ComponentPropsWithRef<'input'>, 'type' | 'className'> & { 'aria-label': string };

/** What a row is chosen by. */
export function RowCheckbox(input: RowCheckboxProps) {
  return <input type="checkbox" className={styles.checkbox} {...input} />;
}
