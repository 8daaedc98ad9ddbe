import { newId } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import type { CustomChange } from './custom-fields.ts';
import type { CustomValue } from './custom-value.ts';
import { LeadEntity, type Lead } from '../lead.entity.ts';
import { noteScores } from '../scoring/score-leads.ts';
import { searchTextOf } from '../writing/lead-fields.ts';

interface Rewriting {
  field: { name: string; label: string; type: string };
  /** Null takes the value away. */
  become: (value: CustomValue) => CustomValue | null;
  /** Whether the timeline is told; what is only kept in another form is no news. */
  isNews: (from: CustomValue, to: CustomValue | null) => boolean;
}

/** So many leads are held in memory at once. */
const batch = 1000;

/**
 * Changes the value of one custom field on every lead that holds one, the deleted and the converted too, with what is searched, its version and its
 * event. The field has to be locked, and to be already what it will be. Returns how many leads were changed.
 */
export async function rewriteCustomValues(scope: Scope, { field, become, isNews }: Rewriting): Promise<number> {
  let changed = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const leads = await holders(scope, field.name, after);
    if (leads.length === 0) return changed;
    after = leads.at(-1)!.id;
    const news: { leadId: string; changes: { customFields: { [name: string]: CustomChange } } }[] = [];
    const rewritten: Lead[] = [];
    for (const lead of leads) {
      const from = lead.customFields[field.name]!;
      const to = become(from);
      if (JSON.stringify(from) === JSON.stringify(to)) continue;
      const { [field.name]: _, ...others } = lead.customFields;
      lead.customFields = to === null ? others : { ...others, [field.name]: to };
      lead.searchText = await searchTextOf(scope, lead);
      rewritten.push(lead);
      if (isNews(from, to)) news.push({ leadId: lead.id, changes: { customFields: { [field.name]: { label: field.label, type: field.type, from, to } } } });
    }
    await write(scope, rewritten);
    await tell(scope, news);
    changed += rewritten.length;
  }
}

async function holders({ tx, organizationId }: Scope, name: string, after: string): Promise<Lead[]> {
  return tx.createQueryBuilder(LeadEntity, 'l')
    .where('l.organizationId = :organizationId and l.customFields ? :name and l.id > :after', { organizationId, name, after })
    .orderBy('l.id').take(batch).setLock('pessimistic_write').getMany();
}

async function write(scope: Scope, leads: readonly Lead[]): Promise<void> {
  const { rows, organizationId, now } = scope;
  noteScores(scope, leads.map(({ id }) => id));
  await rows(
    `update leads l set custom_fields = n.custom_fields, search_text = n.search_text, updated_at = $5, version = l.version + 1
       from unnest($2::uuid[], $3::jsonb[], $4::text[]) as n (id, custom_fields, search_text)
      where l.organization_id = $1 and l.id = n.id`,
    [organizationId, leads.map(({ id }) => id), leads.map(({ customFields }) => JSON.stringify(customFields)), leads.map((lead) => lead.searchText), now]);
}

/** Ids are made here, in order, like those of every other event: timelines page by them. */
async function tell({ rows, organizationId, actor, now }: Scope, news: readonly { leadId: string; changes: object }[]): Promise<void> {
  if (news.length === 0) return;
  await rows(
    `insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_id, actor_name, changes, at)
     select $1, e.id, 'lead.updated', 'lead', e.lead_id, $5, $6, $7, e.changes, $8
       from unnest($2::uuid[], $3::uuid[], $4::jsonb[]) as e (id, lead_id, changes)`,
    [organizationId, news.map(() => newId()), news.map(({ leadId }) => leadId), news.map(({ changes }) => JSON.stringify(changes)),
      actor.kind, actor.userId, actor.name, now]);
}
