import type { Scope } from '../../core/in-org.ts';
import { forgetQuoteLinks } from '../organizations/index.ts';
import { forgetStockOf } from './quote-stock.ts';

/** D14: a purged lead's quotes go with it, and so do their links. */
export async function purgeQuotesOf(scope: Scope, leadId: string): Promise<void> {
  await forgetLinks(scope, leadId);
  await forgetStockOf(scope, leadId);
  await scope.rows('update quotes set previous_id = null where organization_id = $1 and lead_id = $2 and previous_id is not null', [scope.organizationId, leadId]);
  await scope.rows('delete from quotes where organization_id = $1 and lead_id = $2', [scope.organizationId, leadId]);
}

/** D14: of an erased lead's quotes the figures stay, and nothing that says who it was. */
export async function eraseQuotesOf(scope: Scope, leadId: string): Promise<void> {
  await forgetLinks(scope, leadId);
  await forgetStockOf(scope, leadId);
  await scope.rows(
    `update quotes set recipient_name = null, recipient_email = null, recipient_phone = null, notes = null, signature = null, decision_reason = null,
            decided_by_name = case when decided_at is not null then 'Erased' end, token_hash = null, sealed_token = null, send_at = null, send_channels = null,
            updated_at = $3, version = version + 1
      where organization_id = $1 and lead_id = $2`, [scope.organizationId, leadId, scope.now]);
}

async function forgetLinks(scope: Scope, leadId: string): Promise<void> {
  const links = await scope.rows<{ hash: Buffer }>(
    'select token_hash as hash from quotes where organization_id = $1 and lead_id = $2 and token_hash is not null', [scope.organizationId, leadId]);
  await forgetQuoteLinks(scope, links.map(({ hash }) => hash));
}
