import type { Scope } from '../../core/in-org.ts';
import { internationalPhone } from '../../core/phone.ts';
import type { BillPaper, PaperRecipient } from '../../ports/paper.ts';
import { invoiceView } from '../invoices/index.ts';
import { organizationOnPaper } from '../quote-documents/index.ts';

/** A bill as it goes on paper, and where the logo lies. Throws {@link NotFound}. */
export async function billForPaper(scope: Scope, id: string): Promise<{ paper: BillPaper; logo: { key: string; mediaType: string } | null }> {
  const { kind, number, status, subscriberId, currency, taxName, issuedOn, dueOn, paidOn, lines, subtotal, tax, total } = await invoiceView(scope, id);
  const { organization, logo } = await organizationOnPaper(scope);
  const [recipient] = await scope.rows<PaperRecipient>(
    `select s.name, case when s.company_name is distinct from s.name then s.company_name end as company, coalesce(s.billing_email, s.email) as email, s.phone,
            coalesce(s.installation_address, nullif(concat_ws(', ', s.location, s.city), '')) as place
       from subscribers s where s.organization_id = $1 and s.id = $2`, [scope.organizationId, subscriberId]);
  return {
    paper: {
      organization, kind, number, status, currency, taxName, issuedOn, dueOn, paidOn, lines, sum: { subtotal, tax, total },
      recipient: { ...recipient!, phone: recipient!.phone && internationalPhone(recipient!.phone) },
    },
    logo,
  };
}
