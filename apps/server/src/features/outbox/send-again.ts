import type { Scope } from '../../core/in-org.ts';
import { NotFound, Refusal } from '../../core/problems.ts';
import type { Services } from '../../core/services.ts';
import { queueMessage, type NewMessage } from '../messages/index.ts';
import { repeatableSql } from './outbox-list.ts';

class NotRepeatable extends Refusal {
  constructor() {
    super({ status: 409, code: 'message_not_repeatable', detail: 'Only a message that failed is sent again, none of a quote that is over, and no one-time code: its customer asks for another.' });
  }
}

interface Failed extends Pick<NewMessage, 'kind' | 'channel' | 'to' | 'bcc' | 'subject' | 'text' | 'attachments' | 'leadId' | 'validUntil'> { aboutType: string; aboutId: string; isRepeatable: boolean; againId: string | null }

/** Queues what failed as a new message, once: whoever asks again gets that one. Throws {@link NotFound} and {@link NotRepeatable}. */
export async function sendAgain({ sealer }: Pick<Services, 'sealer'>, scope: Scope, id: string): Promise<{ id: string; isNew: boolean }> {
  const { rows, organizationId } = scope;
  // Locked in a statement of its own, so that the next one sees what another who held the lock has sent.
  const [locked] = await rows('select 1 from outbox_messages where organization_id = $1 and id = $2 for update', [organizationId, id]);
  if (!locked) throw new NotFound('message');
  const [message] = await rows<Failed>(
    `select m.kind, m.channel, m.recipient as "to", m.bcc, m.subject, m.body as text, m.attachments, m.about_type as "aboutType", m.about_id as "aboutId", m.lead_id as "leadId", m.valid_until as "validUntil",
            ${repeatableSql} as "isRepeatable", (select a.id from outbox_messages a where a.organization_id = $1 and a.again_of_id = m.id) as "againId"
       from outbox_messages m where m.organization_id = $1 and m.id = $2`, [organizationId, id]);
  const { aboutType, aboutId, isRepeatable, againId, ...words } = message!;
  if (againId) return { id: againId, isNew: false };
  if (!isRepeatable) throw new NotRepeatable();
  return { id: await queueMessage(sealer, scope, { ...words, about: { type: aboutType, id: aboutId }, againOfId: id }), isNew: true };
}
