import type { Sealer } from '../core/seal.ts';
import type { TestOrganization } from './test-organization.ts';
import { sealContext } from '../features/messages/index.ts';

/** The code that was last written to somebody, taken from where it waits to be sent. Throws where none waits. */
export async function latestCode(sealer: Sealer, inOrg: TestOrganization['inOrg']): Promise<string> {
  const [message] = await inOrg(({ rows, organizationId }) => rows<{ id: string; sealedBody: string }>(
    `select id, sealed_body as "sealedBody" from outbox_messages where organization_id = $1 and sealed_body is not null order by id desc limit 1`, [organizationId]));
  const code = message && /\b\d{6}\b/.exec(sealer.open(message.sealedBody, sealContext(message.id)));
  if (!code) throw new Error('No code waits to be sent.');
  return code[0];
}
