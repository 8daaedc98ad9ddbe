import type { Reaction } from '../../core/events.ts';
import type { Services } from '../../core/services.ts';
import { keepAcceptedDocument } from './quote-pdf.ts';

export function quoteDocumentReactions(services: Pick<Services, 'files' | 'paper'>): Reaction[] {
  return [{
    name: 'keep-accepted-quote',
    to: ['quote.accepted'],
    react: ({ event: { changes }, organizationId, inOrg }) => keepAcceptedDocument(services, organizationId, inOrg, String(changes.quoteId)),
  }];
}
