import { element } from '../element.ts';
import type { Item, Quote } from './quote-api.ts';
import { alternativesOf, sumOf, type Choices } from './quote-sums.ts';
import { moneyOf, nameOf, periodWords } from './quote-words.ts';

/** The packages to choose between and what may be added. Gives null where there is nothing to choose. */
export function chooser(quote: Quote, before: Choices, changed: (choices: Choices) => void): HTMLElement | null {
  const { items } = quote;
  const alternatives = alternativesOf(items);
  const options = items.filter(({ optional }) => optional);
  if (alternatives.length < 2 && options.length === 0) return null;

  const cards = alternatives.map((alternative, index) =>
    packageCard(quote, alternative, { suggested: index === 0, checked: before.alternative === alternative }));
  const extras = options.map((item) => ({ item, root: optionCard(quote, item, before.optionalItemIds.includes(item.id)) }));
  const root = element('div', { class: 'chooser' },
    alternatives.length > 1 && element('fieldset', { class: 'packages', role: 'radiogroup' },
      element('legend', {}, element('h2', {}, 'Choose your package')), element('div', { class: 'cards' }, ...cards)),
    options.length > 0 && element('fieldset', { class: 'packages' },
      element('legend', alternatives.length > 1 ? { class: 'hidden' } : {}, element('h2', {}, 'Add what you like')),
      element('div', { class: 'cards' }, ...extras.map((extra) => extra.root))));

  const read = (): Choices => {
    const alternative = Number(root.querySelector<HTMLInputElement>('[name=alternative]:checked')?.value ?? alternatives[0] ?? 0) || null;
    const offered = extras.filter(({ item }) => item.alternative === null || item.alternative === alternative);
    return { alternative, optionalItemIds: offered.filter((extra) => extra.root.querySelector('input')!.checked).map(({ item }) => item.id) };
  };
  /** What belongs to another package cannot be added to this one. */
  const offer = () => {
    const { alternative } = read();
    for (const { item, root: card } of extras) card.hidden = item.alternative !== null && item.alternative !== alternative;
  };
  root.addEventListener('change', () => {
    offer();
    changed(read());
  });
  offer();
  return root;
}

function packageCard(quote: Quote, alternative: number, { suggested, checked }: { suggested: boolean; checked: boolean }): HTMLElement {
  const own = quote.items.filter((item) => item.alternative === alternative && !item.optional);
  const main = own.find(({ period }) => period === 'monthly') ?? own[0];
  const monthly = own.filter(({ period }) => period === 'monthly');
  const once = own.filter(({ period }) => period === 'once');
  const words = moneyOf(quote);
  const speed = main?.downloadMbps && !main.description.includes(String(main.downloadMbps)) ? `${main.downloadMbps} Mbps` : null;
  const details = [speed, main?.details].filter(Boolean).join(' · ');
  const price = monthly.length > 0 ? { amount: sumOf(monthly).total, period: 'monthly' as const } : { amount: sumOf(once).total, period: 'once' as const };
  return element('label', { class: 'card' },
    element('input', { type: 'radio', name: 'alternative', value: alternative, checked }),
    element('span', { class: 'card-name' }, element('b', {}, nameOf(main ? [main] : [])), suggested && element('span', { class: 'badge' }, 'Suggested')),
    priceOf(words(price.amount), price.period),
    details && element('small', { class: 'card-line' }, details),
    ...own.filter((item) => item !== main).map((item) =>
      element('small', { class: 'card-line' }, `With ${item.description}: ${words(sumOf([item]).total)} ${periodWords(item.period)}`)));
}

function optionCard(quote: Quote, item: Item, checked: boolean): HTMLElement {
  return element('label', { class: 'card' },
    element('input', { type: 'checkbox', name: 'option', value: item.id, checked }),
    element('span', { class: 'card-name' }, element('b', {}, `${Number(item.quantity) === 1 ? '' : `${item.quantity} × `}${item.description}`)),
    priceOf(`+ ${moneyOf(quote)(sumOf([item]).total)}`, item.period),
    item.details && element('small', { class: 'card-line' }, item.details));
}

const priceOf = (amount: string, period: Item['period']): HTMLElement =>
  element('span', { class: 'card-price' }, element('b', {}, amount), element('small', {}, ` ${periodWords(period)}`));
