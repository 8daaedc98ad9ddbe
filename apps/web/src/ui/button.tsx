import {
  ActionIcon, Button as KitButton, Tooltip, type ActionIconProps, type ButtonProps as KitButtonProps,
} from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Link } from 'react-router';

/** `primary` once a view; `plain` for the others; `tint` to take something on; `quiet` beside a plain one; `danger` to remove. */
export type Look = 'primary' | 'plain' | 'tint' | 'quiet' | 'danger';

const looks: Record<Look, Pick<KitButtonProps, 'variant' | 'color' | 'c'>> = {
  primary: { variant: 'filled' },
  plain: { variant: 'default' },
  tint: { variant: 'light' },
  quiet: { variant: 'subtle', color: 'gray' },
  danger: { variant: 'default', c: 'var(--mantine-color-error)' },
};

type NativeButton = Omit<ComponentPropsWithRef<'button'>, 'color' | 'style'>;

interface ButtonProps extends Omit<KitButtonProps, 'variant' | 'color' | 'leftSection'>, NativeButton {
  look?: Look;
  /** A Tabler icon, 16 px, before the words. */
  icon?: ReactNode;
  /** Leads to a page: a link that looks like a button. */
  to?: string;
  /** Leads out of the product or to a phone, as `tel:`. */
  href?: string;
}

/** A button that names the thing: “Receive 14 units”, not “OK”. It submits nothing unless it is `type="submit"`. */
export function Button({ look = 'plain', icon, to, href, type = 'button', ...props }: ButtonProps) {
  const shared = { ...looks[look], ...(icon ? { leftSection: icon } : {}), ...props };
  if (to !== undefined) return <KitButton component={Link} to={to} {...(shared as object)} />;
  if (href !== undefined) return <KitButton component="a" href={href} {...(shared as object)} />;
  return <KitButton type={type} {...shared} />;
}

interface IconButtonProps extends Omit<ActionIconProps, 'variant' | 'color'>, NativeButton {
  /** What it does and to what, for those who do not see the icon: “Edit Naomi Cherono”. Shown on hover. */
  label: string;
  look?: 'quiet' | 'plain' | 'danger';
  to?: string;
  href?: string;
}

/** An action shown as an icon alone, with its name for everybody else and on hover. */
export function IconButton({ label, look = 'quiet', to, href, type = 'button', ...props }: IconButtonProps) {
  const shared = {
    'aria-label': label,
    variant: look === 'plain' ? 'default' : 'subtle',
    ...(look === 'plain' ? { size: 'lg', radius: 'md' } : {}),
    ...(look === 'danger' ? { c: 'var(--mantine-color-error)' } : {}),
    ...props,
  };
  return (
    <Tooltip label={label} events={{ hover: true, focus: false, touch: false }}>
      {to !== undefined ? <ActionIcon component={Link} to={to} {...(shared as object)} />
        : href !== undefined ? <ActionIcon component="a" href={href} {...(shared as object)} />
          : <ActionIcon type={type} {...shared} />}
    </Tooltip>
  );
}
