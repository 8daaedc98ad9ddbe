import type { Quote as QuoteView } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import type { Services } from '../../core/services.ts';
import { instant } from '../../core/sql.ts';
import { readableOwners, writableOwners } from '../leads/index.ts';
import { messagesAbout } from '../messages/index.ts';
import { openLink } from './quote-link.ts';
import { equippedSql, heldStockSql, missingStockOf } from './quote-stock.ts';

/** What a quote has in a list, as columns in SQL; `q` is the quote and `l` its lead. */
export const summaryColumns = `
  q.id, q.number, q.revision, q.status, json_build_object('id', l.id, 'number', ${numberSql('lead', 'l.number')}, 'title', l.title) as lead,
  (select json_build_object('id', u.id, 'name', u.name) from users u where u.organization_id = $1 and u.id = l.owner_id) as owner,
  q.currency, q.first_total::text as total, q.monthly_total::text as "monthlyTotal", q.expires_on::text as "expiresOn", ${instant('q.sent_at')} as "sentAt",
  ${instant('q.opened_at')} as "openedAt", ${instant('q.decided_at')} as "decidedAt", ${instant('q.created_at')} as "createdAt", q.version`;

/** One of a quote's two sums, as JSON in SQL; `q` is the quote. */
export const sumSql = (name: 'first' | 'monthly'): string =>
  `json_build_object('subtotal', q.${name}_subtotal::text, 'tax', q.${name}_tax::text, 'total', q.${name}_total::text)`;

const itemsSql = `
  (select coalesce(json_agg(json_build_object(
       'id', i.id, 'offerId', i.offer_id, 'description', i.description, 'details', i.details, 'quantity', trim_scale(i.quantity)::text, 'unitPrice', i.unit_price::text,
       'discountPercent', trim_scale(i.discount_percent)::text, 'taxRate', trim_scale(i.tax_rate)::text, 'period', i.period, 'optional', i.optional,
       'alternative', i.alternative, 'lineTotal', i.line_total::text, 'lineTax', i.line_tax::text,
       'offerPriceNow', case when q.status = 'draft' and p.price <> i.offer_price then p.price::text end) order by i.position), '[]')
     from quote_items i
     left join offers o on o.organization_id = $1 and o.id = i.offer_id
     cross join lateral (select case when i.period = 'monthly' then o.monthly_price else o.setup_fee end as price) p
    where i.organization_id = $1 and i.quote_id = q.id)`;

const decisionSql = `
  case when q.decided_at is not null then json_build_object(
    'at', ${instant('q.decided_at')}, 'byName', q.decided_by_name, 'confirmedBy', q.confirmed_by, 'reason', q.decision_reason, 'choices', q.choices,
    'signature', q.signature, 'firstBill', case when q.status = 'accepted' then ${sumSql('first')} end,
    'monthly', case when q.status = 'accepted' then ${sumSql('monthly')} end, 'documentHash', encode(q.document_hash, 'hex')) end`;

const quoteSql = `
  select ${summaryColumns}, q.lead_id as "leadId", ${itemsSql} as items, q.first_subtotal::text as subtotal, q.first_tax::text as "taxAmount",
         ${sumSql('first')} as "firstBill", ${sumSql('monthly')} as monthly, q.tax_name as "taxName", q.notes, q.terms, q.recipient_name as "recipientName",
         q.recipient_email as "recipientEmail", q.recipient_phone as "recipientPhone", l.do_not_contact as "doNotContact", ${heldStockSql} as "heldStock",
         (select ${instant('max(r.expires_at)')} from stock_reservations r where r.organization_id = $1 and r.quote_id = q.id and r.state = 'held') as "stockHeldUntil",
         ${instant('q.send_at')} as "sendAt", q.sealed_token as "sealedToken",
         ${decisionSql} as decision, q.previous_id as "previousId",
         (select p.revision from quotes p where p.organization_id = $1 and p.id = q.previous_id) as "previousRevision",
         (select n.id from quotes n where n.organization_id = $1 and n.previous_id = q.id and n.deleted_at is null) as "nextId",
         (select json_build_object('id', u.id, 'name', u.name) from users u where u.organization_id = $1 and u.id = q.created_by_id) as "createdBy",
         ${instant('q.updated_at')} as "updatedAt",
         json_build_object(
           'edit', f.mine and q.status = 'draft',
           'send', f.mine and q.status in ('draft', 'sent', 'on_review'),
           'revise', f.mine and q.status in ('sent', 'on_review', 'denied', 'expired')
             and not exists (select 1 from quotes n where n.organization_id = $1 and n.previous_id = q.id and n.deleted_at is null),
           'decide', q.status in ('sent', 'on_review') and l.converted_at is null and ($5::uuid[] is null or l.owner_key = any ($5)),
           'holdStock', f.mine and q.status in ('draft', 'sent', 'on_review') and ${equippedSql},
           'delete', f.mine and q.status not in ('accepted', 'superseded')) as can
    from quotes q
    join leads l on l.organization_id = $1 and l.id = q.lead_id
   cross join lateral (select l.converted_at is null and ($4::uuid[] is null or l.owner_key = any ($4)) as mine) f
   where q.organization_id = $1 and q.id = $2 and q.deleted_at is null and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))`;

type Needed = Pick<Services, 'sealer' | 'publicUrl'>;
type StoredView = Omit<QuoteView, 'publicUrl' | 'deliveries' | 'missingStock'> & { sealedToken: string | null };

/** One quote as the contract shows it. Throws a 404 for one whose lead the actor may not see. */
export async function quoteView(services: Needed, scope: Scope, id: string): Promise<QuoteView> {
  const { rows, organizationId, actor } = scope;
  const [stored] = await rows<StoredView>(quoteSql, [
    organizationId, id, readableOwners(actor, 'quotes:read'), writableOwners(actor, 'quotes:write'), writableOwners(actor, 'quotes:decide'),
  ]);
  if (!stored) throw new NotFound('quote');
  const { sealedToken, ...view } = stored;
  const missingStock = view.heldStock.length > 0 && view.status !== 'denied' && view.status !== 'expired' ? await missingStockOf(scope, id, view.heldStock) : [];
  return { ...view, missingStock, publicUrl: sealedToken && openLink(services, id, sealedToken), deliveries: await messagesAbout(scope, { type: 'quote', id }) };
}

