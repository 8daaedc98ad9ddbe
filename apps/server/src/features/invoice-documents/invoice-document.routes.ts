import { getInvoicePdf } from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { logoOf } from '../quote-documents/index.ts';
import { billForPaper } from './bill-paper.ts';

export function invoiceDocumentRoutes({ free }: Routes, { files, paper }: Services): void {
  free(getInvoicePdf, async ({ identity, params, inOrg, reply }) => {
    if (!identity) throw new NotSignedIn();
    // Drawn between transactions, like everything that takes its time.
    const bill = await inOrg(identity.actor, (scope) => billForPaper(scope, params.id), { readOnly: true });
    const bytes = await paper.drawBill(bill.paper, await logoOf(files, bill.logo));
    return attachment(reply, { name: `${bill.paper.number}.pdf`, mediaType: 'application/pdf' }).send(bytes);
  });
}
