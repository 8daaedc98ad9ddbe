import type { PublicQuote } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { instant } from '../../core/sql.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { quoteSettings, sumSql } from '../quotes/index.ts';
import { maskedEmail, maskedPhone } from './masked.ts';

/** The same for a link that never was, one that was withdrawn and one of a deleted quote: strangers learn nothing. */
export class NoSuchLink extends NotFound {
  constructor() {
    super('quote');
  }
}

interface StoredQuote {
  id: string; number: string; revision: number; status: string; currency: string; taxName: string; expiresOn: string | null; notes: string | null; terms: string | null;
  recipientName: string | null; recipientEmail: string | null; recipientPhone: string | null; place: string | null; items: PublicQuote['items'];
  firstBill: PublicQuote['firstBill']; monthly: PublicQuote['monthly']; decision: PublicQuote['decision'];
}

const publicSql = `
  select q.id, q.number, q.revision, q.status, q.currency, q.tax_name as "taxName", q.expires_on::text as "expiresOn", q.notes, q.terms,
         q.recipient_name as "recipientName", q.recipient_email as "recipientEmail", q.recipient_phone as "recipientPhone",
         nullif(concat_ws(', ', coalesce(l.property_address, nullif(concat_ws(' ', l.street, l.unit_number), '')), l.location, l.city), '') as place,
         ${sumSql('first')} as "firstBill", ${sumSql('monthly')} as monthly,
         case when q.decided_at is not null then json_build_object(
           'at', ${instant('q.decided_at')}, 'byName', case when q.confirmed_by <> 'recorded' then q.decided_by_name end, 'choices', q.choices) end as decision,
         (select coalesce(json_agg(json_build_object(
              'id', i.id, 'description', i.description, 'details', coalesce(i.details, o.description), 'quantity', trim_scale(i.quantity)::text, 'period', i.period,
              'taxRate', trim_scale(i.tax_rate)::text, 'optional', i.optional, 'alternative', i.alternative, 'lineTotal', i.line_total::text, 'lineTax', i.line_tax::text,
              'discountPercent', trim_scale(i.discount_percent)::text, 'offerName', o.name, 'downloadMbps', o.download_mbps) order by i.position), '[]')
            from quote_items i left join offers o on o.organization_id = $1 and o.id = i.offer_id
           where i.organization_id = $1 and i.quote_id = q.id) as items
    from quotes q join leads l on l.organization_id = $1 and l.id = q.lead_id
   where q.organization_id = $1 and q.token_hash = $2 and q.deleted_at is null and l.deleted_at is null`;

/** A quote as its page shows it, by the hash of its link's token. Throws {@link NoSuchLink}. */
export async function publicQuote(scope: Scope, tokenHash: Buffer): Promise<PublicQuote> {
  const [quote] = await scope.rows<StoredQuote>(publicSql, [scope.organizationId, tokenHash]);
  if (!quote) throw new NoSuchLink();
  const { name, city, phone, accentColor, logoUrl, locale, timezone } = await organizationSettings(scope);
  const { signatureRequired } = await quoteSettings(scope);
  const { id: _, status, recipientEmail, recipientPhone, ...shown } = quote;
  const hasRunOut = quote.expiresOn !== null && quote.expiresOn < dateIn(timezone, scope.now);
  return {
    ...shown,
    organization: { name, city, phone, accentColor, logoUrl, locale, timezone },
    state: status === 'sent' || status === 'on_review' ? (hasRunOut ? 'expired' : 'open') : status as PublicQuote['state'],
    signatureRequired,
    channels: [
      ...(recipientPhone ? [{ channel: 'sms' as const, to: maskedPhone(recipientPhone) }] : []),
      ...(recipientEmail ? [{ channel: 'email' as const, to: maskedEmail(recipientEmail) }] : []),
    ],
  };
}
