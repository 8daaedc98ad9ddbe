import { formatPhone } from '../lib/phone-format.ts';
import type { Failure } from './call.ts';
import { element, icon } from './element.ts';
import type { Field } from './text-field.ts';

/** Everything that is wrong, each with a way to it. */
export function summaryBox(complaints: readonly { field: Field; words: string }[]): HTMLElement {
  return element('div', { class: 'box wrong-box', role: 'alert', tabindex: -1, 'aria-label': 'Please look at these' },
    icon('alert'),
    element('div', {},
      element('b', {}, `${complaints.length} things are missing or not right yet.`),
      element('ul', {}, ...complaints.map(({ field, words }) => element('li', {}, linkTo(field, words))))));
}

function linkTo(field: Field, words: string): HTMLElement {
  const link = element('a', { href: `#${field.name}` }, words);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    field.input.focus();
  });
  return link;
}

/** Why it was not sent, that nothing is lost, and what to do. */
export function failureBox(failure: Failure, phone: string | null): HTMLElement {
  const [title, advice] = wordsFor(failure);
  return element('div', { class: 'box wrong-box', role: 'alert' },
    icon('alert'),
    element('div', {}, element('b', {}, title), ` ${advice}`,
      phone && element('span', {}, ' Or call ', element('a', { href: `tel:${phone}` }, formatPhone(phone)), '.')));
}

/** What happened, and what to do about it. */
export function wordsFor(failure: Failure): [title: string, advice: string] {
  switch (failure.kind) {
    case 'offline': return ['You are offline.', 'Nothing was lost. Try again when you have a connection.'];
    case 'slow': return ['This takes too long.', 'Your connection may be weak. Nothing was lost; try again.'];
    case 'busy': return [
      'Too many requests came from your connection.',
      `Try again in ${failure.minutes === 1 ? 'a minute' : `${failure.minutes} minutes`}.`,
    ];
    case 'closed': return ['This form is closed.', 'It takes no more requests.'];
    case 'fault': return ['Something went wrong on our side.', 'Nothing was lost. Try again in a moment.'];
    case 'refused': return ['It was not accepted.', failure.detail];
  }
}
