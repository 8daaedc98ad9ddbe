import { Drawer, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { cloneElement, Fragment, useState, type ReactElement, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { usePhone } from '../lib/viewport.ts';
import styles from './menu.module.css';

export interface MenuChoice {
  label: string;
  icon?: ReactNode;
  /** What choosing it leads to, at the end of the row: “Asks for the reason”. */
  aside?: ReactNode;
  /** Where one is now: marked, and choosing it does nothing. */
  current?: boolean;
  danger?: boolean;
  disabled?: boolean;
  onChoose?: () => void;
  /** A page of the product, or with `href` one outside of it. */
  to?: string;
  href?: string;
}

export type MenuGroup = { title?: string; choices: readonly MenuChoice[] };

interface Props {
  /** What the menu is for: “Move Lucy Chebet”. */
  title: string;
  subtitle?: string;
  /** The button that opens it. */
  target: ReactElement<Record<string, unknown>>;
  groups: readonly MenuGroup[];
  /** Buttons below the rows, on a phone only. */
  footer?: ReactNode;
  position?: 'bottom-start' | 'bottom-end' | 'right-end' | 'top-start';
  width?: number;
  /** Open from the start, where the menu is made only when it is asked for. */
  defaultOpened?: boolean;
}

/** A menu at a desk; on a phone a sheet with rows for a thumb, under a head that says what it is about. */
export function ResponsiveMenu({
  title, subtitle, target, groups, footer, position = 'bottom-start', width = 220, defaultOpened = false,
}: Props) {
  const phone = usePhone();
  const [opened, setOpened] = useState(defaultOpened);
  const choose = useChoose();

  if (!phone) {
    return (
      <Menu position={position} width={width} opened={opened} onChange={setOpened}>
        <Menu.Target>{target}</Menu.Target>
        <Menu.Dropdown aria-label={title}>
          {groups.map((group, index) => (
            <Fragment key={group.title ?? index}>
              {index > 0 && <Menu.Divider />}
              {group.title && <Menu.Label>{group.title}</Menu.Label>}
              {group.choices.map((choice) => (
                <Menu.Item
                  key={choice.label}
                  leftSection={choice.icon}
                  rightSection={<Aside choice={choice} />}
                  disabled={choice.disabled ?? false}
                  aria-current={choice.current || undefined}
                  {...(choice.danger ? { c: 'var(--mantine-color-error)' } : {})}
                  onClick={() => choose(choice)}
                >
                  {choice.label}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
    );
  }

  const close = () => setOpened(false);
  return (
    <>
      {cloneElement(target, { onClick: () => setOpened(true), 'aria-haspopup': 'dialog', 'aria-expanded': opened })}
      <Drawer
        opened={opened} onClose={close} position="bottom" size="auto" withCloseButton={false}
        attributes={{ content: { 'aria-label': title } }}
        classNames={{ content: styles.sheet!, body: styles.body!, overlay: styles.overlay! }}
      >
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {groups.map((group, index) => (
          <ul key={group.title ?? index} className={styles.rows} aria-label={group.title}>
            {group.choices.map((choice) => (
              <li key={choice.label}>
                <button
                  type="button" disabled={choice.disabled} aria-current={choice.current || undefined}
                  className={choice.danger ? `${styles.row} ${styles.danger}` : styles.row}
                  onClick={() => {
                    close();
                    choose(choice);
                  }}
                >
                  {choice.icon}
                  <span className={styles.label}>{choice.label}</span>
                  <Aside choice={choice} />
                </button>
              </li>
            ))}
          </ul>
        ))}
        {footer && <div className={styles.footer} onClick={close}>{footer}</div>}
      </Drawer>
    </>
  );
}

function Aside({ choice }: { choice: MenuChoice }) {
  if (!choice.aside && !choice.current) return null;
  return (
    <span className={styles.aside}>
      {choice.aside}
      {choice.current && <IconCheck size={16} stroke={1.75} aria-hidden />}
    </span>
  );
}

function useChoose() {
  const navigate = useNavigate();
  return ({ onChoose, to, href, current }: MenuChoice) => {
    if (current) return;
    onChoose?.();
    if (to !== undefined) void navigate(to);
    if (href !== undefined) window.open(href, '_blank', 'noopener');
  };
}
