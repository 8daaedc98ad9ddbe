import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { queueMessage, renderMessage, waysTo, type MessageKind, type MessageValues } from '../messages/index.ts';
import { notificationSettings } from '../notification-settings/index.ts';
import type { LockedQuote } from './lock-quote.ts';
import { deskUrl, quoteValues } from './quote-words.ts';

/**
 * Writes to who works on a quote's lead: its owner, or else, also where that one has left, the organization's owners, ten at most; by the ways that the
 * settings say (S0-10.4-d), and by mail where that is a text and they have no phone. A question waits for its answer, so it is told whatever the settings say.
 */
export async function tellOwner(
  services: Pick<Services, 'sealer' | 'publicUrl'>, scope: Scope, { quote, lead }: LockedQuote, kind: MessageKind, more: MessageValues,
): Promise<void> {
  const { adminNotifyChannel } = await notificationSettings(scope);
  if (adminNotifyChannel === 'none' && kind !== 'quote_question') return;
  const people = await scope.rows<{ email: string; phone: string | null; name: string }>(
    `with active as (select u.id, u.email, u.phone, u.name, u.role from users u where u.organization_id = $1 and u.disabled_at is null)
     select a.email, a.phone, a.name from active a
      where a.id = $2 or a.role = 'owner' and not exists (select from active o where o.id = $2) order by a.id limit 10`,
    [scope.organizationId, lead.ownerId]);
  const values = await quoteValues(scope, quote, lead, deskUrl(services, quote.id));
  for (const person of people) {
    for (const { channel, to } of waysTo(person, adminNotifyChannel === 'none' ? 'email' : adminNotifyChannel)) {
      const { subject, text } = await renderMessage(scope, kind, channel, { ...values, owner_name: person.name, ...more });
      await queueMessage(services.sealer, scope, { kind, channel, to, subject, text, about: { type: 'notice', id: quote.id }, leadId: lead.id });
    }
  }
}
