import { accentColors } from '../lib/accent.ts';
import { element, icon } from './element.ts';
import type { Form } from './signup-api.ts';

type Organization = Pick<Form['organization'], 'name' | 'city' | 'phone' | 'accentColor' | 'logoUrl'>;

/** Gives the page the provider's accent, in the theme of the device and whenever that changes. */
export function paintAccent({ accentColor }: Organization) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const { fill, onFill, text, tint } = accentColors(accentColor, dark.matches ? 'dark' : 'light');
    const { style } = document.documentElement;
    const roles = { fill, 'on-fill': onFill, text, tint };
    for (const [role, color] of Object.entries(roles)) style.setProperty(`--accent-${role}`, color);
  };
  paint();
  dark.addEventListener('change', paint);
}

/** The provider's logo or initials, name and city, and the number to call. */
export function providerHead({ name, city, phone, logoUrl }: Organization): HTMLElement {
  return element('header', { class: 'provider' },
    logoUrl ? element('img', { class: 'picture', src: logoUrl, alt: '' }) : element('span', { class: 'logo', 'aria-hidden': 'true' }, initialsOf(name)),
    element('span', { class: 'provider-names' },
      element('b', { title: name }, name),
      city && element('span', {}, city)),
    phone && callLink(phone, 'Call us'));
}

export function callLink(phone: string, words: string): HTMLElement {
  return element('a', { class: 'plain-button', href: `tel:${phone}` }, icon('phone'), words);
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word][0]).join('').toUpperCase() || '?';
}
