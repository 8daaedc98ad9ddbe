import type { Scope } from '../../core/in-org.ts';

export interface ToldMessage { id: string; kind: string; channel: 'email' | 'sms'; recipient: string; secret: boolean; aboutType: string; aboutId: string; leadId: string | null }

/** A message's columns as {@link ToldMessage}, in SQL. */
export const toldColumns = 'id, kind, channel, recipient, secret, about_type as "aboutType", about_id as "aboutId", lead_id as "leadId"';

/** What became of it belongs to the lead it was written to; of a code, a notice to one of us, or what was erased, nobody needs to be told. */
export async function tellMessage(
  scope: Scope, { id, kind, channel, recipient, aboutType, aboutId, leadId, secret }: ToldMessage, type: 'message.sent' | 'message.delivered' | 'message.failed', more: object = {},
): Promise<void> {
  if (secret || !leadId || aboutType === 'notice' || !recipient) return;
  await scope.record(type, { type: 'lead', id: leadId }, { messageId: id, kind, channel, to: recipient, about: { type: aboutType, id: aboutId }, ...more });
}
