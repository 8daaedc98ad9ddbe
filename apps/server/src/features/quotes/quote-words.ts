import Big from 'big.js';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import type { Services } from '../../core/services.ts';
import type { Lead } from '../leads/index.ts';
import type { MessageValues } from '../messages/index.ts';
import { quoteLabel, type Quote } from './quote.entity.ts';

/** An amount as people of the place write it, without cents where there are none. */
export function amountWords(amount: string, currency: string, locale: string): string {
  const isWhole = new Big(amount).round(0).eq(amount);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: isWhole ? 0 : 2, maximumFractionDigits: 2 })
    .format(Number(amount)).replaceAll('\u00a0', ' ');
}

/** A day as people of the place write it. */
export const dayWords = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** The time of an instant on the organization's clock. */
export const timeWords = (at: Date, locale: string, timezone: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timezone }).format(at);

/** What a message about a quote can say of it. */
export async function quoteValues(scope: Scope, quote: Quote, lead: Lead, url: string): Promise<MessageValues> {
  const { name, phone, locale } = await organizationSettings(scope);
  const recipient = quote.recipientName ?? lead.name ?? '';
  return {
    lead_name: lead.title, first_name: recipient.trim().split(/\s+/)[0] ?? '', organization_name: name, organization_phone: phone ?? '',
    quote_number: quoteLabel(quote), quote_url: url, quote_total: amountWords(quote.firstTotal, quote.currency, locale),
    quote_monthly: Number(quote.monthlyTotal) > 0 ? amountWords(quote.monthlyTotal, quote.currency, locale) : '',
    quote_expires_on: quote.expiresOn ? dayWords(quote.expiresOn, locale) : '',
  };
}

/** Where who signs in sees a quote. */
export const deskUrl = ({ publicUrl }: Pick<Services, 'publicUrl'>, quoteId: string): string => `${publicUrl()}/quotes/${quoteId}`;
