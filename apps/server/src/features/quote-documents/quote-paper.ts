import type { Signature } from '@lastmile/contracts';
import { organizationSettings } from '../../core/organization-settings.ts';
import type { Scope } from '../../core/in-org.ts';
import { internationalPhone } from '../../core/phone.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import type { PaperLine, PaperOrganization, QuotePaper } from '../../ports/paper.ts';
import { readableOwners } from '../leads/index.ts';
import { chosenLines, sumSql, usualChoices } from '../quotes/index.ts';

interface StoredQuote {
  number: string;
  revision: number;
  status: string;
  currency: string;
  taxName: string;
  date: string;
  expiresOn: string | null;
  preparedBy: string | null;
  recipientName: string | null;
  company: string | null;
  recipientEmail: string | null;
  recipientPhone: string | null;
  place: string | null;
  notes: string | null;
  terms: string | null;
  firstBill: QuotePaper['firstBill'];
  monthly: QuotePaper['monthly'];
  lines: (Omit<PaperLine, 'counts'> & { id: string })[];
  choices: { alternative?: number | null; optionalItemIds?: string[] } | null;
  decidedAt: string | null;
  decidedByName: string | null;
  confirmedBy: 'email_code' | 'sms_code' | 'recorded' | null;
  reason: string | null;
  signature: Signature | null;
  documentKey: string | null;
  documentHash: string | null;
}

const quoteSql = `
  select q.number, q.revision, q.status, q.currency, q.tax_name as "taxName", ${instant('coalesce(q.sent_at, q.created_at)')} as date, q.expires_on::text as "expiresOn",
         (select u.name from users u where u.organization_id = $1 and u.id = q.created_by_id) as "preparedBy",
         coalesce(q.recipient_name, l.contact_name, l.name) as "recipientName", l.company_name as company,
         q.recipient_email as "recipientEmail", q.recipient_phone as "recipientPhone", nullif(concat_ws(', ', l.location, l.city), '') as place,
         q.notes, q.terms, ${sumSql('first')} as "firstBill", ${sumSql('monthly')} as monthly,
         (select coalesce(json_agg(json_build_object(
              'id', i.id, 'description', i.description, 'details', i.details, 'quantity', i.quantity::text, 'unitPrice', i.unit_price::text,
              'discountPercent', i.discount_percent::text, 'taxRate', i.tax_rate::text, 'period', i.period, 'optional', i.optional, 'alternative', i.alternative,
              'lineTotal', i.line_total::text, 'lineTax', i.line_tax::text) order by i.position), '[]')
            from quote_items i where i.organization_id = $1 and i.quote_id = q.id) as lines,
         q.choices, ${instant('q.decided_at')} as "decidedAt", q.decided_by_name as "decidedByName", q.confirmed_by as "confirmedBy", q.decision_reason as reason, q.signature,
         q.document_key as "documentKey", encode(q.document_hash, 'hex') as "documentHash"
    from quotes q
    join leads l on l.organization_id = $1 and l.id = q.lead_id
   where q.organization_id = $1 and q.id = $2 and q.deleted_at is null and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))`;

/** A quote as it goes on paper, and where things lie that are no text. */
export interface QuoteForPaper {
  paper: QuotePaper;
  logo: { key: string; mediaType: string } | null;
  /** The document that was accepted, once it is kept. */
  kept: { key: string; hash: string } | null;
  isAccepted: boolean;
}

/** The organization as it stands on every paper, and where its logo lies. */
export async function organizationOnPaper(scope: Scope): Promise<{ organization: PaperOrganization; logo: { key: string; mediaType: string } | null }> {
  const { name, address, city, email, phone, website, taxNumber, accentColor, country, locale, timezone, logo } = await organizationSettings(scope);
  return { organization: { name, address, city, email, phone: phone && internationalPhone(phone), website, taxNumber, accentColor, country, locale, timezone }, logo };
}

/** Throws a 404 for a quote whose lead the actor may not see; the system and prospects, who come by a link, are not restricted. */
export async function quoteForPaper(scope: Scope, id: string): Promise<QuoteForPaper> {
  const { rows, organizationId, actor } = scope;
  const [quote] = await rows<StoredQuote>(quoteSql, [organizationId, id, readableOwners(actor, 'quotes:read')]);
  if (!quote) throw new NotFound('quote');
  const { organization, logo } = await organizationOnPaper(scope);
  const isAccepted = quote.status === 'accepted';
  const { number, revision, currency, taxName, date, expiresOn, preparedBy, notes, terms, firstBill, monthly } = quote;
  return {
    paper: {
      organization,
      number, revision, currency, taxName, date, expiresOn, preparedBy, notes, terms, firstBill, monthly,
      isDraft: quote.status === 'draft',
      recipient: {
        name: quote.recipientName, company: quote.company === quote.recipientName ? null : quote.company, email: quote.recipientEmail,
        phone: quote.recipientPhone && internationalPhone(quote.recipientPhone), place: quote.place,
      },
      lines: countedLines(quote),
      acceptance: isAccepted && quote.decidedAt ? {
        at: quote.decidedAt, byName: quote.decidedByName ?? '', confirmedBy: quote.confirmedBy ?? 'recorded', note: quote.reason,
        signature: quote.signature && { name: quote.signature.name, strokes: quote.signature.strokes ?? null },
      } : null,
    },
    logo, isAccepted,
    kept: quote.documentKey && quote.documentHash ? { key: quote.documentKey, hash: quote.documentHash } : null,
  };
}

/** The lines with whether they are in the totals: what was chosen where it was decided, else what is suggested. */
function countedLines({ lines, choices }: StoredQuote): PaperLine[] {
  const usual = usualChoices(lines);
  const counted = new Set(chosenLines(lines, choices ? { alternative: choices.alternative ?? usual.alternative, optionalItemIds: choices.optionalItemIds ?? [] } : usual));
  return lines.map((line) => {
    const { id: _, ...shown } = line;
    return { ...shown, counts: counted.has(line) };
  });
}
