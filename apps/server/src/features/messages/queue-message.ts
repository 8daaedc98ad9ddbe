import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { insertRow } from '../../core/rows.ts';
import type { Sealer } from '../../core/seal.ts';
import { refuseContact } from './do-not-contact.ts';
import type { MessageChannel, MessageKind } from './message-kinds.ts';

export const deliveryJob = 'deliver-message';

/** A file that is made when the message is delivered; `source` says by whom. */
export interface AttachmentNote { source: string; id: string; fileName: string; mediaType: string }

export interface NewMessage {
  kind: MessageKind;
  channel: MessageChannel;
  to: string;
  bcc?: string | null;
  subject?: string | null;
  text: string;
  attachments?: readonly AttachmentNote[];
  /** The record it is about; `notice` for what is written to one of us, which its lead's timeline does not tell. */
  about: { type: string; id: string };
  leadId?: string | null;
  /** A one-time code: sealed until it is sent, and not kept afterwards. */
  secret?: boolean;
  /** Not before this; at once where left out. */
  sendAt?: Date | null;
  /** Not from this on: what it says is not so any more. */
  validUntil?: Date | null;
  /** The failed message that this one repeats. */
  againOfId?: string | null;
}

export const sealContext = (messageId: string): string => `message/${messageId}`;

/** The one door for what is written to people: it is sent after this transaction's commit, or never. Returns the message's id. Throws {@link DoNotContact}. */
export async function queueMessage(sealer: Sealer, scope: Scope, message: NewMessage): Promise<string> {
  const { organizationId, now } = scope;
  const { kind, channel, to, bcc = null, subject = null, text, attachments = [], about, leadId = null, secret = false, sendAt = null, validUntil = null, againOfId = null } = message;
  await refuseContact(scope, { kind, aboutType: about.type, leadId, to });
  const id = newId();
  await insertRow(scope, 'outbox_messages', {
    organizationId, id, kind, channel, recipient: to, bcc, subject, body: secret ? '' : text, sealedBody: secret ? sealer.seal(text, sealContext(id)) : null, secret,
    attachments: JSON.stringify(attachments), aboutType: about.type, aboutId: about.id, leadId, state: 'queued', simulated: false, sendAt, validUntil, againOfId, createdAt: now,
  });
  await scope.enqueue(deliveryJob, { messageId: id }, sendAt ? { startAfter: sendAt } : {});
  return id;
}

/** D14: what was written to a person who is erased or purged, or about them, says no more than that something was written. */
export async function eraseMessagesOf({ rows, organizationId }: Scope, leadId: string): Promise<void> {
  await rows(
    `update outbox_messages set recipient = '', bcc = null, subject = null, body = '', sealed_body = null, error = null, attachments = '[]',
            state = case when state = 'queued' then 'cancelled' else state end
      where organization_id = $1 and lead_id = $2`, [organizationId, leadId]);
}

/** Takes back what waits to be sent about records; what failed already is not sent again either. */
export async function withdrawMessages({ rows, organizationId, now }: Scope, about: { type: string; ids: readonly string[] }): Promise<void> {
  await rows(
    `update outbox_messages set state = case when state = 'queued' then 'cancelled' else state end, sealed_body = null, valid_until = least(valid_until, $4)
      where organization_id = $1 and about_type = $2 and about_id = any ($3::uuid[]) and state in ('queued', 'failed')`, [organizationId, about.type, about.ids, now]);
}
