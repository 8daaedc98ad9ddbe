import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { queueMessage, renderMessage, type MessageKind, type MessageValues } from '../messages/index.ts';
import type { LockedQuote } from './lock-quote.ts';
import { deskUrl, quoteValues } from './quote-words.ts';

/** Writes to who works on a quote's lead: its owner, or else the organization's owners, ten at most. People who sign in have an email and no phone. */
export async function tellOwner(
  services: Pick<Services, 'sealer' | 'publicUrl'>, scope: Scope, { quote, lead }: LockedQuote, kind: MessageKind, more: MessageValues,
): Promise<void> {
  const people = await scope.rows<{ email: string; name: string }>(
    `select u.email, u.name from users u
      where u.organization_id = $1 and u.disabled_at is null and case when $2::uuid is not null then u.id = $2 else u.role = 'owner' end order by u.id limit 10`,
    [scope.organizationId, lead.ownerId]);
  const values = await quoteValues(scope, quote, lead, deskUrl(services, quote.id));
  for (const { email, name } of people) {
    const { subject, text } = await renderMessage(scope, kind, 'email', { ...values, owner_name: name, ...more });
    await queueMessage(services.sealer, scope, { kind, channel: 'email', to: email, subject, text, about: { type: 'notice', id: quote.id }, leadId: lead.id });
  }
}
