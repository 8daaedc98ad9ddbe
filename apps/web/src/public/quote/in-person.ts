import { element } from '../element.ts';

/** Whether a salesperson handed over this device, and where it goes back to: `?here=` with the quote's id, or `1`. */
const here = new URLSearchParams(location.search).get('here');
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isInPerson = here !== null;

/** The way back for who lent the phone. */
export const wayBack = (): HTMLElement | false => isInPerson
  && element('a', { class: 'plain-button way-back', href: here && isId.test(here) ? `/quotes/${here}` : '/quotes' }, 'Give the phone back');

export const handedOver = (name: string): HTMLElement | false => isInPerson
  && element('p', { class: 'box' }, `${name} handed you this phone. Look through the quote at your ease. The code to accept it goes to your own phone or email.`);
