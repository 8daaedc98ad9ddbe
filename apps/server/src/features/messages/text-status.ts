import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import type { TextStatus } from '../../ports/sms.ts';
import { tellMessage, toldColumns, type ToldMessage } from './tell-message.ts';

interface Addressed { organizationId: string; messageId: string }

const proofText = ({ organizationId, messageId }: Addressed): string => `text-status/${organizationId}/${messageId}`;

/** What makes a text's address for its status one that nobody else can name. */
export const statusProof = ({ sealer }: Pick<Services, 'sealer'>, addressed: Addressed): string => sealer.sign(proofText(addressed));

/** Where a provider says what became of one text; null where nobody outside reaches this installation. */
export function statusUrl({ config, sealer }: Pick<Services, 'config' | 'sealer'>, { organizationId, messageId }: Addressed): string | null {
  return config.publicUrl && `${config.publicUrl}/api/v1/public/text-statuses/${organizationId}/${messageId}/${statusProof({ sealer }, { organizationId, messageId })}`;
}

/** Whether an address is one that {@link statusUrl} made, so that nothing is looked up for whoever made it up. */
export const isStatusAddress = ({ sealer }: Pick<Services, 'sealer'>, { proof, ...addressed }: Addressed & { proof: string }): boolean =>
  sealer.verify(proofText(addressed), proof);

/**
 * Notes what a provider says of a text. It may say it twice or in any order, and before the worker that sent it has noted that it did: a message goes on,
 * and what has arrived or failed for good stays so.
 */
export async function noteTextStatus(scope: Scope, messageId: string, { providerId, state, failure, error }: TextStatus): Promise<void> {
  const [message] = await scope.rows<ToldMessage>(
    `update outbox_messages
        set state = $3, provider_id = coalesce(provider_id, $4), sent_at = coalesce(sent_at, $5), delivered_at = case when $3 = 'delivered' then $5::timestamptz end,
            failure = $6, error = $7, sealed_body = null
      where organization_id = $1 and id = $2 and channel = 'sms' and not simulated and (provider_id is null or provider_id = $4)
        and (state = 'queued' or state = 'sent' and $3 <> 'sent')
     returning ${toldColumns}`, [scope.organizationId, messageId, state, providerId, scope.now, failure, error]);
  if (!message || state === 'sent') return;
  await tellMessage(scope, message, state === 'delivered' ? 'message.delivered' : 'message.failed', error ? { error, failure } : {});
}
