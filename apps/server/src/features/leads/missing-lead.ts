import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import { LeadMerged } from './lead.errors.ts';
import { readableOwners } from './lead.policy.ts';

/** Why a lead is not there for who asks: {@link LeadMerged} where it is another one by now that they may see, else {@link NotFound}. */
export async function missingLead({ rows, organizationId, actor }: Scope, id: string): Promise<NotFound> {
  const [merged] = await rows<{ number: string; into: { id: string; number: string; title: string } }>(
    `select ${numberSql('lead', 'l.number')} as number, json_build_object('id', k.id, 'number', ${numberSql('lead', 'k.number')}, 'title', k.title) as into
       from leads l join leads k on k.organization_id = $1 and k.id = l.merged_into_id and k.deleted_at is null
      where l.organization_id = $1 and l.id = $2 and ($3::uuid[] is null or k.owner_key = any ($3))`, [organizationId, id, readableOwners(actor)]);
  return merged ? new LeadMerged(merged.number, merged.into) : new NotFound('lead');
}
