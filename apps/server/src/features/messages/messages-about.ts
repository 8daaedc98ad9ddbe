import type { QuoteDelivery } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { instant } from '../../core/sql.ts';

/** As many are shown beside what they are about; the outbox has all. */
const most = 20;

/** What was written about a record and what became of it, newest first, without codes. */
export function messagesAbout({ rows, organizationId }: Scope, about: { type: string; id: string }): Promise<Static<typeof QuoteDelivery>[]> {
  return rows<Static<typeof QuoteDelivery>>(
    `select m.id, m.channel, m.recipient as "to", m.state, m.failure, m.error, ${instant("coalesce(m.delivered_at, m.sent_at, m.send_at, m.created_at)")} as at
       from outbox_messages m
      where m.organization_id = $1 and m.about_type = $2 and m.about_id = $3 and not m.secret order by m.id desc limit ${most}`,
    [organizationId, about.type, about.id]);
}
