import { formatMoney, moneyParts } from '../lib/format.ts';
import { complaintPlace } from './complaint.ts';
import { element } from './element.ts';
import type { Form, Offer } from './signup-api.ts';
import type { Field } from './text-field.ts';

/** How many packages stand there before the faster ones are unfolded: what fits above the fields. */
const shownAtFirst = { narrow: 2, wide: 4 };

/** The packages as cards, the faster ones folded away. Gives null where the provider shows none. */
export function packageChoice(form: Form, chosenBefore: string): Field | null {
  const { offers, offerRequired } = form;
  if (offers.length === 0) return null;
  const cards = offers.map((offer) => packageCard(offer, form, offer.id === chosenBefore));
  const unsure = offerRequired ? null : element('label', { class: 'card unsure' },
    element('input', { type: 'radio', name: 'offerId', value: '' }),
    element('b', { class: 'card-name' }, 'Not sure yet'),
    element('small', { class: 'card-line' }, 'We help you choose'));
  const all = unsure ? [...cards, unsure] : cards;
  const grid = element('div', { class: 'cards' }, ...all);
  const root = element('fieldset', { class: 'packages', role: 'radiogroup' },
    element('legend', { class: 'hidden' }, offerRequired ? 'Package' : 'Package (optional)'), grid);
  const { place: error, show } = complaintPlace('offerId', root);
  const radios = () => [...root.querySelectorAll('input')];
  const chosen = () => radios().find(({ checked }) => checked);

  root.addEventListener('change', () => show(null));
  root.append(foldButton(cards, cards.findIndex((card) => card.querySelector('input')!.checked)), error);

  return {
    name: 'offerId',
    root,
    get input() {
      return chosen() ?? radios()[0]!;
    },
    value: () => chosen()?.value ?? '',
    check: () => {
      const words = offerRequired && !chosen() ? 'Choose a package.' : null;
      show(words);
      return words;
    },
    show,
  };
}

function packageCard(offer: Offer, { organization: { currency, locale } }: Form, checked: boolean): HTMLElement {
  const { unit, number } = moneyParts(offer.monthlyPrice, currency, locale);
  const saysSpeed = offer.name.includes(String(offer.downloadMbps));
  const details = [saysSpeed ? null : `${offer.downloadMbps} Mbps`, offer.description].filter(Boolean).join(' · ');
  return element('label', { class: 'card' },
    element('input', { type: 'radio', name: 'offerId', value: offer.id, checked }),
    element('b', { class: 'card-name' }, offer.name),
    element('span', { class: 'card-price' },
      element('b', {}, element('span', { class: 'unit' }, `${unit} `), number), element('small', {}, 'a month')),
    details && element('small', { class: 'card-line' }, details),
    Number(offer.setupFee) > 0
      && element('small', { class: 'card-line' }, `${formatMoney(offer.setupFee, currency, locale)} once to set up`));
}

/** Leaves the first few in sight; the button shows the rest and goes on there. */
function foldButton(cards: readonly HTMLElement[], chosen: number): HTMLElement {
  const button = element('button', { type: 'button', class: 'more' });
  const wide = matchMedia('(min-width: 30rem)');
  let opened = false;
  const lay = () => {
    const shown = opened ? cards.length : Math.max(wide.matches ? shownAtFirst.wide : shownAtFirst.narrow, chosen + 1);
    cards.forEach((card, index) => {
      card.hidden = index >= shown;
    });
    const more = Math.max(0, cards.length - shown);
    button.hidden = more === 0;
    button.textContent = more === 1 ? '1 faster package' : `${more} faster packages`;
    return shown;
  };
  button.addEventListener('click', () => {
    const next = cards[lay()];
    opened = true;
    lay();
    next?.querySelector('input')?.focus();
  });
  wide.addEventListener('change', lay);
  lay();
  return button;
}
