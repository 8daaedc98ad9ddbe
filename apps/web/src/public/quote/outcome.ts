import { callLink } from '../brand.ts';
import { element, icon } from '../element.ts';
import type { Quote } from './quote-api.ts';
import { dayWords } from './quote-words.ts';

/** What became of a quote that cannot be decided any more, and what to do. */
export function outcome(quote: Quote, message: string | null): HTMLElement {
  const { state, organization: { name, phone } } = quote;
  const [title, words] = sentences(quote, message);
  const isGood = state === 'accepted';
  return element('div', { class: 'outcome' },
    element('span', { class: isGood ? 'done' : 'done over' }, icon(isGood ? 'check' : 'alert', 28)),
    element('h1', { tabindex: -1 }, title),
    element('p', { class: 'introduction', role: 'status' }, words),
    phone && callLink(phone, isGood ? 'Call us' : `Call ${name}`));
}

function sentences(quote: Quote, message: string | null): [title: string, words: string] {
  const { state, decision, expiresOn, organization: { name } } = quote;
  const on = decision ? ` on ${dayWords(decision.at, quote)}` : '';
  switch (state) {
    case 'accepted': return [
      'You accepted this quote',
      `${decision?.byName ? `Accepted by ${decision.byName}${on}. ` : on ? `Accepted${on}. ` : ''}${message ?? `${name} will call you to arrange the installation.`}`,
    ];
    case 'denied': return ['This quote was declined', `${message ? `${message} ` : ''}If you change your mind, call ${name}: they can make you a new one.`];
    case 'expired': return ['This quote has run out', `It was open until ${expiresOn ? dayWords(expiresOn, quote) : 'some days ago'}. ${name} can send you a new one.`];
    case 'superseded': return ['There is a newer quote', `This one was replaced. Look for the newest message from ${name}, or ask them for the link.`];
    case 'open': return ['', ''];
  }
}
