import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { queueMessage, renderMessage } from '../messages/index.ts';
import { quoteValues, type LockedQuote } from '../quotes/index.ts';

/** A prospect's question: it stands on the lead, and whoever works on it is told. */
export async function askAbout(services: Pick<Services, 'sealer'>, scope: Scope, { quote, lead }: LockedQuote, question: string, url: string): Promise<void> {
  const asked = question.trim();
  await scope.record('quote.question_asked', { type: 'lead', id: lead.id }, { quoteId: quote.id, number: quote.label, question: asked });
  const people = await scope.rows<{ email: string; name: string }>(
    `select u.email, u.name from users u
      where u.organization_id = $1 and u.disabled_at is null and case when $2::uuid is not null then u.id = $2 else u.role = 'owner' end order by u.id limit 10`,
    [scope.organizationId, lead.ownerId]);
  const values = await quoteValues(scope, quote, lead, url);
  for (const { email, name } of people) {
    const { subject, text } = await renderMessage(scope, 'quote_question', 'email', { ...values, owner_name: name, question: asked });
    await queueMessage(services.sealer, scope, { kind: 'quote_question', channel: 'email', to: email, subject, text, about: { type: 'notice', id: quote.id }, leadId: lead.id });
  }
}
