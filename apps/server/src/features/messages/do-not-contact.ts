import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import type { MessageKind } from './message-kinds.ts';

/** Somebody asked not to be written to; `detail` says what they, or who wrote it down, said. */
export class DoNotContact extends Refusal {
  constructor(reason: string) {
    super({ status: 409, code: 'do_not_contact', detail: `They are not to be contacted: ${reason.replace(/[.\s]+$/, '')}. Nothing was sent.`, more: { reason } });
  }
}

/**
 * A code is sent where the person asked for it a moment ago on their own quote's page, and says nothing but the code; without it they could not decide. A
 * notice goes to one of us.
 */
const isAlwaysSent = (kind: MessageKind | string, aboutType: string | null): boolean => kind === 'quote_code' || aboutType === 'notice';

interface Addressed { kind: MessageKind | string; aboutType: string | null; leadId: string | null; to: string }

/**
 * Why nobody is to write this to whom it is addressed, as a lead, by its address whatever lead has it, or as the subscriber that one became; null where one may.
 * A lead that was merged is the one it went into: that one has the wish, and there it can be lifted.
 */
export async function contactStop({ rows, organizationId }: Scope, { kind, aboutType, leadId, to }: Addressed): Promise<string | null> {
  if (isAlwaysSent(kind, aboutType)) return null;
  const [stop] = await rows<{ reason: string }>(
    `select k.do_not_contact as reason from (
       select l.id, l.merged_into_id from leads l where l.organization_id = $1 and l.id = $2
       union all select l.id, l.merged_into_id from leads l where l.organization_id = $1 and l.phone = $3 and l.do_not_contact is not null
       union all select l.id, l.merged_into_id from leads l where l.organization_id = $1 and l.email = $3 and l.do_not_contact is not null
       union all select l.id, l.merged_into_id from leads l join subscribers s on s.organization_id = $1 and s.id = l.subscriber_id
                  where l.organization_id = $1 and l.subscriber_id is not null and l.do_not_contact is not null and $3 in (s.phone, s.email)) a
       join leads k on k.organization_id = $1 and k.id = coalesce(a.merged_into_id, a.id)
      where k.do_not_contact is not null limit 1`,
    [organizationId, leadId, to]);
  return stop?.reason ?? null;
}

/** Throws {@link DoNotContact} where {@link contactStop} finds a reason. */
export async function refuseContact(scope: Scope, addressed: Addressed): Promise<void> {
  const reason = await contactStop(scope, addressed);
  if (reason) throw new DoNotContact(reason);
}
