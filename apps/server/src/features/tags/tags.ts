import { mostTags, type NewTag as NewTagSchema, type Tag, type TagChanges } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { noteScores } from '../leads/index.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { TagNameTaken, TooManyTags } from './tag.errors.ts';

export type NewTag = Static<typeof NewTagSchema>;

const columns = 't.id, t.name, t.color, t.position, t.version';
/** Deleted leads keep their tags in case they are restored, but are not counted. */
const counted = `, (select count(*)::int from lead_tags x join leads l on l.organization_id = $1 and l.id = x.lead_id and l.deleted_at is null
                     where x.organization_id = $1 and x.tag_id = t.id) as "leadCount"`;

/** The organization's tags in their order. */
export async function listTags({ rows, organizationId }: Scope, { count = false }: { count?: boolean } = {}): Promise<Tag[]> {
  return rows<Tag>(
    `select ${columns}${count ? counted : ''} from tags t where t.organization_id = $1 order by t.position, t.id limit ${mostTags}`, [organizationId]);
}

/** Adds a tag at the end; without a colour it gets the one that is used least. Throws a 409 where the name is taken, in any case. */
export async function addTag(scope: Scope, { name: written, color }: NewTag): Promise<Tag> {
  const { rows, organizationId, now } = scope;
  const name = written.trim();
  const tags = await listTags(scope);
  if (tags.length >= mostTags) throw new TooManyTags();
  const tag = {
    organizationId, id: newId(), name, color: color ?? leastUsedColor(tags), position: (tags.at(-1)?.position ?? -1) + 1, createdAt: now, updatedAt: now,
  };
  if (!await insertRow(scope, 'tags', tag, { orNothing: true })) {
    const [taken] = await rows<{ name: string }>('select name from tags where organization_id = $1 and lower(name) = lower($2)', [organizationId, name]);
    throw new TagNameTaken(taken?.name ?? name);
  }
  await scope.record('tag.created', { type: 'tag', id: tag.id }, { name, color: tag.color });
  return tagView(scope, tag.id);
}

/** Renames a tag or colours it anew, wherever it is shown. Throws a 404, 409 or 412. */
export async function changeTag(scope: Scope, id: string, { name, color }: Static<typeof TagChanges>, ifMatch: number | null): Promise<Tag> {
  await scope.rows('select 1 from tags where organization_id = $1 and id = $2 for no key update', [scope.organizationId, id]);
  const tag = await tagView(scope, id);
  await expectVersion(tag, ifMatch, () => tag);
  const changed = changedFields(tag, { name: name?.trim(), color });
  await writeChanges(scope, { table: 'tags', id, dated: true }, changed).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new TagNameTaken(name!.trim()) : error;
  });
  if (Object.keys(changed).length > 0) await scope.record('tag.updated', { type: 'tag', id }, changed);
  return tagView(scope, id);
}

/** Takes a tag from every lead that has it, and deletes it; says how many they were. */
export async function removeTag(scope: Scope, id: string): Promise<{ leadCount: number }> {
  const { rows, organizationId } = scope;
  // Whoever is giving it to a lead right now waits here, and then finds that there is no such tag.
  const [tag] = await rows<{ name: string }>('select name from tags where organization_id = $1 and id = $2 for update', [organizationId, id]);
  if (!tag) throw new NotFound('tag');
  const [taken] = await rows<{ leadCount: number; leadIds: string[] }>(
    `with taken as (delete from lead_tags where organization_id = $1 and tag_id = $2 returning lead_id)
     select count(*)::int as "leadCount", coalesce(array_agg(l.id), '{}') as "leadIds"
       from taken x join leads l on l.organization_id = $1 and l.id = x.lead_id and l.deleted_at is null`,
    [organizationId, id]);
  const { leadCount, leadIds } = taken!;
  noteScores(scope, leadIds);
  await rows('delete from tags where organization_id = $1 and id = $2', [organizationId, id]);
  await scope.record('tag.deleted', { type: 'tag', id }, { name: tag.name, leadCount });
  return { leadCount };
}

/** Orders all tags in one call. Throws a 422 unless each is named once. */
export async function orderTags(scope: Scope, tagIds: readonly string[]): Promise<Tag[]> {
  const { rows, organizationId, now } = scope;
  await rows('select 1 from tags where organization_id = $1 order by id for no key update', [organizationId]);
  const tags = await listTags(scope);
  const wanted = tagIds.map((id) => id.toLowerCase());
  const strange = wanted.findIndex((id) => !tags.some((tag) => tag.id === id));
  if (strange >= 0) throw new InvalidFields([{ pointer: `/tagIds/${strange}`, detail: 'There is no such tag.' }]);
  const missing = tags.find(({ id }) => !wanted.includes(id));
  if (missing) throw new InvalidFields([{ pointer: '/tagIds', detail: `${missing.name} is missing; name every tag once.` }]);
  if (tags.every(({ id }, place) => id === wanted[place])) return tags;
  await rows(
    `update tags t set position = o.place - 1, updated_at = $3, version = t.version + 1
       from unnest($2::uuid[]) with ordinality as o (id, place)
      where t.organization_id = $1 and t.id = o.id and t.position <> o.place - 1`, [organizationId, wanted, now]);
  await scope.record('tag.ordered', { type: 'tag', id: wanted[0]! }, { tagIds: wanted });
  return listTags(scope);
}

async function tagView({ rows, organizationId }: Scope, id: string): Promise<Tag> {
  const [tag] = await rows<Tag>(`select ${columns} from tags t where t.organization_id = $1 and t.id = $2`, [organizationId, id]);
  if (!tag) throw new NotFound('tag');
  return tag;
}

const colors: readonly Tag['color'][] = ['petrol', 'blue', 'violet', 'green', 'amber', 'red', 'gray'];
const leastUsedColor = (tags: readonly Tag[]): Tag['color'] => {
  const uses = (color: Tag['color']) => tags.filter((tag) => tag.color === color).length;
  return colors.toSorted((left, right) => uses(left) - uses(right))[0]!;
};
