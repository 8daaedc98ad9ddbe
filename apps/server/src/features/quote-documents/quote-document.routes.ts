import { getQuotePdf } from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { quotePdf } from './quote-pdf.ts';

export function quoteDocumentRoutes({ free }: Routes, services: Services): void {
  free(getQuotePdf, async ({ identity, params, inOrg, reply }) => {
    if (!identity) throw new NotSignedIn();
    const pdf = await quotePdf(services, (work) => inOrg(identity.actor, work, { readOnly: true }), params.id);
    return attachment(reply, pdf).send(pdf.bytes);
  });
}
