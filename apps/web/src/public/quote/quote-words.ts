import { formatMoney } from '../../lib/format.ts';
import type { Item, Quote } from './quote-api.ts';

export const moneyOf = ({ currency, organization }: Quote) => (amount: string): string => formatMoney(amount, currency, organization.locale);

/** `Q-000187`, and the revision where it was revised. */
export const labelOf = ({ number, revision }: Pick<Quote, 'number' | 'revision'>): string => (revision > 1 ? `${number} R${revision}` : number);

/** `1 June`, with the year where it is not this one. */
export function dayWords(at: string, { organization: { locale, timezone } }: Quote, now = Date.now()): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const zone = isDay ? 'UTC' : timezone;
  const then = new Date(at);
  const thisYear = then.getUTCFullYear() === new Date(now).getUTCFullYear();
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...(thisYear ? {} : { year: 'numeric' }), timeZone: zone }).format(then);
}

/** What a line is, as it stands on the first bill. */
export function lineWords({ description, quantity, period, discountPercent }: Item): string {
  const many = Number(quantity) === 1 ? '' : `${quantity} × `;
  const less = Number(discountPercent) > 0 ? `, ${discountPercent}% off` : '';
  return `${period === 'monthly' ? 'First month, ' : ''}${many}${description}${less}`;
}

/** What is chosen in a few words: its package, else its first line. */
export function nameOf(chosen: readonly Item[]): string {
  const main = chosen.find(({ period, alternative }) => period === 'monthly' && alternative !== null) ?? chosen.find(({ period }) => period === 'monthly') ?? chosen[0];
  return main?.description ?? 'This quote';
}

/** How often an amount is paid. */
export const periodWords = (period: Item['period']): string => (period === 'monthly' ? 'a month' : 'once');
