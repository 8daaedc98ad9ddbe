import { element } from '../element.ts';
import type { Quote, Sums } from './quote-api.ts';
import { chosenItems, sumsOf, taxesOf, type Choices } from './quote-sums.ts';
import { lineWords, moneyOf } from './quote-words.ts';

/** What it comes to: at the top in two figures, below line by line. Both follow what is chosen. */
export function bill(quote: Quote) {
  const words = moneyOf(quote);
  const first = element('b', {});
  const then = element('b', {});
  const monthly = element('div', { class: 'figure' }, element('span', {}, 'Then'), then, element('small', {}, 'a month'));
  const lines = element('dl', { class: 'lines' });
  const said = element('p', { class: 'hidden', role: 'status' });

  const line = (name: string, amount: string, attributes = {}) => element('div', attributes, element('dt', {}, name), element('dd', {}, amount));
  const show = (choices: Choices, confirmed?: Sums): Sums => {
    const chosen = chosenItems(quote.items, choices);
    const sums = confirmed ?? sumsOf(chosen);
    first.textContent = words(sums.firstBill.total);
    then.textContent = words(sums.monthly.total);
    monthly.hidden = Number(sums.monthly.total) === 0;
    lines.replaceChildren(
      ...chosen.map((item) => line(lineWords(item), words(item.lineTotal))),
      ...taxesOf(chosen).map(({ rate, tax }) => line(`${quote.taxName} ${rate}%`, words(tax))),
      line('First bill', words(sums.firstBill.total), { class: 'total' }));
    return sums;
  };
  return {
    figures: element('div', { class: 'figures' }, element('div', { class: 'figure' }, element('span', {}, 'First bill'), first, element('small', {}, 'tax included')), monthly, said),
    details: element('section', { 'aria-labelledby': 'covers' }, element('h2', { id: 'covers' }, 'What the first bill covers'), lines),
    show,
    /** For who does not see the figures change. */
    say: ({ firstBill, monthly: every }: Sums) => {
      said.textContent = `First bill ${words(firstBill.total)}${Number(every.total) > 0 ? `, then ${words(every.total)} a month` : ''}.`;
    },
  };
}
