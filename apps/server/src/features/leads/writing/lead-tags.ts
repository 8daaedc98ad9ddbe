import type { Scope } from '../../../core/in-org.ts';
import { InvalidFields } from '../../../core/problems.ts';
import { expectVersion } from '../../../core/records.ts';
import type { Lead } from '../lead.entity.ts';
import { leadView } from '../lead.view.ts';
import { lockLead } from '../lock-lead.ts';
import { noteScores } from '../scoring/score-leads.ts';

interface NamedTag { id: string; name: string }

/** Gives a lead exactly these tags. Throws a 422 naming one that is not there, `LeadLocked` and `Stale`. */
export async function setLeadTags(scope: Scope, id: string, tagIds: readonly string[], ifMatch: number | null): Promise<void> {
  const { rows, organizationId, now } = scope;
  const lead = await lockLead(scope, id, 'leads:write');
  await expectVersion(lead, ifMatch, async () => JSON.parse((await leadView(scope, id)).text) as unknown);
  lead.mustBeChangeable();
  const { added, removed } = await tagLead(scope, lead, tagIds);
  if (added.length + removed.length === 0) return;
  await rows('update leads set version = version + 1, updated_at = $3 where organization_id = $1 and id = $2', [organizationId, id, now]);
  await scope.record('lead.tagged', { type: 'lead', id }, { added: added.map(({ name }) => name), removed: removed.map(({ name }) => name) });
}

/** Writes which tags a locked or new lead has, and tells what that changed. Throws a 422 naming a tag that is not there. */
export async function tagLead(
  scope: Scope, lead: Pick<Lead, 'id'>, tagIds: readonly string[],
): Promise<{ added: NamedTag[]; removed: NamedTag[] }> {
  const { rows, organizationId, now } = scope;
  const wanted = tagIds.map((id) => id.toLowerCase());
  // A tag that is being deleted right now is waited for, and then is none.
  const known = await rows<NamedTag>(
    'select id, name from tags where organization_id = $1 and id = any ($2::uuid[]) order by id for key share', [organizationId, wanted]);
  const unknown = wanted.findIndex((id) => !known.some((tag) => tag.id === id));
  if (unknown >= 0) throw new InvalidFields([{ pointer: `/tagIds/${unknown}`, detail: 'There is no such tag.' }]);
  const before = await rows<NamedTag>(
    `select t.id, t.name from lead_tags x join tags t on t.organization_id = $1 and t.id = x.tag_id where x.organization_id = $1 and x.lead_id = $2`,
    [organizationId, lead.id]);
  const added = known.filter(({ id }) => !before.some((tag) => tag.id === id));
  const removed = before.filter(({ id }) => !wanted.includes(id));
  if (added.length > 0) {
    await rows(
      'insert into lead_tags (organization_id, lead_id, tag_id, created_at) select $1, $2, id, $4 from unnest($3::uuid[]) as t (id)',
      [organizationId, lead.id, added.map(({ id }) => id), now]);
  }
  if (removed.length > 0) {
    await rows(
      'delete from lead_tags where organization_id = $1 and lead_id = $2 and tag_id = any ($3::uuid[])',
      [organizationId, lead.id, removed.map(({ id }) => id)]);
  }
  if (added.length + removed.length > 0) noteScores(scope, [lead.id]);
  return { added, removed };
}
