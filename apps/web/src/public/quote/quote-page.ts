import { element, icon } from '../element.ts';
import { bill } from './bill.ts';
import { chooser } from './choose.ts';
import { confirmSheet } from './confirm-sheet.ts';
import { handedOver, wayBack } from './in-person.ts';
import type { Memory } from './memory.ts';
import { outcome } from './outcome.ts';
import { questionSheet } from './question-sheet.ts';
import type { DecisionKind, Quote, QuoteApi } from './quote-api.ts';
import { chosenItems, knownChoices, sumsOf } from './quote-sums.ts';
import { dayWords, labelOf, moneyOf, nameOf } from './quote-words.ts';

interface Page {
  quote: Quote;
  api: QuoteApi;
  memory: Memory;
  /** Words of the server about what was just decided. */
  message: string | null;
  /** Shows the page anew: as it is now, or as the server says where nothing is given. */
  again: (quote?: Quote, message?: string) => void;
}

// Long enough for somebody who tries every package one after the other.
const quietMilliseconds = 400;

/** A quote as its prospect reads it, with the way to accept it where it is open. */
export function quotePage(page: Page): HTMLElement[] {
  const { quote, api, memory, message } = page;
  const isOpen = quote.state === 'open';
  if (quote.state === 'superseded') return [outcome(quote, message), links(page)];
  let choices = isOpen ? knownChoices(quote, memory.kept.choices) : knownChoices(quote, { ...quote.decision?.choices } as Parameters<typeof knownChoices>[1]);
  const { figures, details, show, say } = bill(quote);
  // What was decided was summed by the server.
  show(choices, quote.state === 'accepted' && quote.decision?.choices ? { firstBill: quote.firstBill, monthly: quote.monthly } : undefined);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const choose = isOpen && chooser(quote, choices, (chosen) => {
    choices = chosen;
    memory.keep({ choices, sent: undefined });
    say(show(choices));
    clearTimeout(timer);
    timer = setTimeout(() => {
      // The page has added it up already; the server's word counts should they differ. Without a connection the page's stays.
      api.sum(choices).then((sums) => chosen === choices && show(choices, sums)).catch(() => undefined);
    }, quietMilliseconds);
  });
  const decide = (decision: DecisionKind) => {
    const chosen = chosenItems(quote.items, choices);
    confirmSheet({
      quote, api, memory, decision, choices, closed: page.again,
      fact: [`${nameOf(chosen)} · first bill`, moneyOf(quote)(sumsOf(chosen).firstBill.total)],
      decided: (answer, byName) => {
        const { firstBill, monthly } = decision === 'accept' ? sumsOf(chosen) : quote;
        page.again({ ...quote, firstBill, monthly, state: answer.state, decision: { at: new Date().toISOString(), byName, choices: decision === 'accept' ? choices : null } }, answer.message);
      },
    });
  };
  // Who went to look for their code finds the place to write it.
  const { sent } = memory.kept;
  if (isOpen && sent && Date.parse(sent.validUntil) > Date.now()) queueMicrotask(() => decide(sent.decision));

  return [element('div', { class: 'form' },
    isOpen ? headOf(quote) : outcome(quote, message),
    isOpen && handedOver(quote.organization.name),
    !isOpen && element('p', { class: 'introduction under' }, underHead(quote)),
    figures, choose, details,
    quote.notes && element('section', { 'aria-label': 'Notes' }, element('p', { class: 'written' }, quote.notes)),
    quote.terms && element('section', { 'aria-labelledby': 'terms' }, element('h2', { id: 'terms' }, 'Terms'), element('p', { class: 'written' }, quote.terms)),
    links(page),
    isOpen && foot(decide))];
}

function headOf(quote: Quote): HTMLElement {
  const first = quote.recipientName?.trim().split(/\s+/)[0];
  return element('div', { class: 'head' },
    element('h1', { tabindex: -1 }, first ? `Your quote, ${first}` : 'Your quote'), element('p', { class: 'introduction' }, underHead(quote)));
}

function underHead(quote: Quote): string {
  return [labelOf(quote), quote.place, quote.state === 'open' && quote.expiresOn && `open until ${dayWords(quote.expiresOn, quote)}`].filter(Boolean).join(' · ');
}

function links({ quote, api, memory }: Page): HTMLElement {
  const ask = element('button', { type: 'button', class: 'plain-button' }, icon('message'), 'Ask a question');
  ask.addEventListener('click', () => questionSheet(quote, api, memory));
  return element('div', { class: 'links' }, ask,
    quote.state !== 'superseded' && element('a', { class: 'plain-button', href: api.pdf, download: true }, icon('file'), 'Download PDF'), wayBack());
}

function foot(decide: (decision: DecisionKind) => void): HTMLElement {
  const button = (words: string, look: string, decision: DecisionKind) => {
    const made = element('button', { type: 'button', class: look }, words);
    made.addEventListener('click', () => decide(decision));
    return made;
  };
  return element('div', { class: 'foot two' }, button('Not now', 'plain-button', 'reject'), button('Accept quote', 'button', 'accept'));
}
