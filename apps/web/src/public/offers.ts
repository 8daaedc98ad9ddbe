import type { SignupForm } from './api.ts';
import { element } from './element.ts';

/** How many packages are shown before the faster ones are asked for. */
const shownAtFirst = 3;

/** The packages as a group of radio buttons, the rest behind “n faster packages”. */
export function offerChoice(form: SignupForm): HTMLFieldSetElement {
  const { offers, offerRequired } = form;
  const cards = offers.map((offer) => offerCard(form, offer));
  const group = element('fieldset', { id: 'offerId', tabindex: '-1' },
    element('legend', {}, 'Package', !offerRequired && element('span', { class: 'optional' }, ' (optional)')), ...cards);
  const rest = cards.slice(shownAtFirst);
  if (rest.length > 0) {
    for (const card of rest) card.hidden = true;
    const more = element('button', { type: 'button', class: 'more', 'aria-expanded': 'false' }, rest.length === 1 ? '1 faster package' : `${rest.length} faster packages`);
    more.addEventListener('click', () => {
      for (const card of rest) card.hidden = false;
      more.remove();
      rest[0]!.querySelector('input')!.focus();
    });
    group.append(more);
  }
  group.append(element('p', { class: 'hint bad', id: 'offerId-hint' }));
  return group;
}

function offerCard({ organization: { currency, locale }, pricesIncludeTax, taxName }: SignupForm, offer: SignupForm['offers'][number]): HTMLElement {
  const amount = Number(offer.monthlyPrice);
  const price = `${currency} ${new Intl.NumberFormat(locale, { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 }).format(amount)}`;
  return element('label', { class: 'offer' },
    element('input', { type: 'radio', name: 'offerId', value: offer.id }),
    element('span', { class: 'name' }, element('b', {}, offer.name), element('small', {}, offer.description || `${offer.downloadMbps} Mbps down, ${offer.uploadMbps} up`)),
    element('span', { class: 'price' }, element('b', {}, price), element('small', {}, pricesIncludeTax ? 'a month' : `a month + ${taxName}`)));
}
