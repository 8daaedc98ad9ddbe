import { callLink } from './brand.ts';
import { element, icon } from './element.ts';
import type { Form } from './signup-api.ts';
import type { Sent } from './signup-form.ts';

/** That it arrived, and what happens next in the provider's words. */
export function thanks({ organization }: Form, { name, phone, message }: Sent, again: () => void): HTMLElement {
  const another = element('button', { type: 'button', class: 'more' }, 'Send another request');
  another.addEventListener('click', again);
  return element('div', { class: 'thanks' },
    element('span', { class: 'done' }, icon('check', 28)),
    element('h1', { tabindex: -1 }, `Thank you, ${name.split(/\s+/)[0]!}`),
    element('p', { class: 'introduction', role: 'status' }, message),
    element('p', { class: 'fact' }, element('span', {}, 'We call you on'), element('b', {}, phone)),
    organization.phone && callLink(organization.phone, `Call ${organization.name}`),
    another);
}
