import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { tellOwner, type LockedQuote } from '../quotes/index.ts';

/** A prospect's question: it stands on the lead, and whoever works on it is told. */
export async function askAbout(services: Pick<Services, 'sealer' | 'publicUrl'>, scope: Scope, locked: LockedQuote, question: string): Promise<void> {
  const { quote, lead } = locked;
  const asked = question.trim();
  await scope.record('quote.question_asked', { type: 'lead', id: lead.id }, { quoteId: quote.id, number: quote.label, question: asked });
  await tellOwner(services, scope, locked, 'quote_question', { question: asked });
}
