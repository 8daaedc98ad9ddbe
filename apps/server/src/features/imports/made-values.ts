import { createValue, sourceCodeFor, sourceNameLength, tagNameLength, type Import, type ValueMapping } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { isForeignKeyViolation } from '../../core/records.ts';
import { inSavepoint } from '../../core/savepoint.ts';
import { changeLeadSource, createLeadSource, listLeadSources } from '../lead-sources/index.ts';
import { addTag, listTags } from '../tags/index.ts';

/** A source or a tag that came with an import. What leads are marked with is a tag's id and a source's code. */
export interface MadeValue { kind: 'source' | 'tag'; id: string; mark: string; name: string; isGone: boolean }

/** What a word becomes, and what had to be made for it. */
interface Target { mark: string; made?: MadeValue }

const makers: { readonly [field: string]: (scope: Scope, word: string) => Promise<Target> } = { source: sourceNamed, tags: tagNamed };

/** Sources and tags that were asked for are made, and stand in the mapping from then on; of fields that no column goes to nothing is. */
export async function makeValues(scope: Scope, id: string, { mapping, values }: Pick<Import, 'mapping' | 'values'>): Promise<void> {
  const meant: ValueMapping = structuredClone(values);
  const made: MadeValue[] = [];
  const fields = new Set(Object.values(mapping));
  for (const [field, of] of Object.entries(meant)) {
    const make = makers[field];
    if (!fields.has(field)) continue;
    for (const [word, target] of Object.entries(of)) {
      if (target !== createValue) continue;
      const found = await make?.(scope, word);
      of[word] = found?.mark ?? null;
      if (found?.made) made.push(found.made);
    }
  }
  await scope.rows('update imports set value_mapping = $3, made = $4 where organization_id = $1 and id = $2',
    [scope.organizationId, id, JSON.stringify(meant), JSON.stringify(made)]);
}

/** By its name, whatever its code: another one's may be the code that this name would get. */
async function sourceNamed(scope: Scope, word: string): Promise<Target> {
  const name = word.trim().slice(0, sourceNameLength).trim();
  const sources = await listLeadSources(scope);
  const [found] = sources.filter((source) => isSameName(source, name)).toSorted((one, other) => Number(other.isActive) - Number(one.isActive));
  // Who asks for it wants leads to come by it.
  if (found && !found.isActive) await changeLeadSource(scope, found.id, { isActive: true }, null);
  if (found) return { mark: found.code };
  const { id, code } = await createLeadSource(scope, { name, code: sourceCodeFor(name, sources.map((source) => source.code)) });
  return { mark: code, made: { kind: 'source', id, mark: code, name, isGone: false } };
}

async function tagNamed(scope: Scope, word: string): Promise<Target> {
  const name = word.trim().slice(0, tagNameLength).trim();
  const found = (await listTags(scope)).find((tag) => isSameName(tag, name));
  if (found) return { mark: found.id };
  const { id } = await addTag(scope, { name });
  return { mark: id, made: { kind: 'tag', id, mark: id, name, isGone: false } };
}

const isSameName = (of: { name: string }, name: string): boolean => of.name.toLowerCase() === name.toLowerCase();

/** Takes back what came with an import and nothing refers to any more; what somebody renamed is theirs by now. */
export async function takeBackMade(scope: Scope, importId: string): Promise<void> {
  const { rows, organizationId } = scope;
  const [imported] = await rows<{ made: MadeValue[]; runJobId: string }>(
    'select made, run_job_id as "runJobId" from imports where organization_id = $1 and id = $2', [organizationId, importId]);
  const made: MadeValue[] = [];
  for (const value of imported?.made ?? []) made.push({ ...value, isGone: await isRemoved(scope, value, { importId, ...imported! }) });
  await rows('update imports set made = $3 where organization_id = $1 and id = $2', [organizationId, importId, JSON.stringify(made)]);
}

async function isRemoved(scope: Scope, { kind, id, mark, name }: MadeValue, { importId, runJobId }: { importId: string; runJobId: string }): Promise<boolean> {
  const { rows, organizationId, now } = scope;
  const [table, field, filter] = kind === 'source' ? ['lead_sources', 'source', 'source'] as const : ['tags', 'tags', 'tagId'] as const;
  const [kept] = await rows<{ isKept: boolean }>(
    `select x.name <> $3 or ${referred(kind)} as "isKept" from ${table} x, (select $4::text as mark, $5::uuid as import_id, $6::uuid as run_id, $7::text as filter, $8::timestamptz as now) v
      where x.organization_id = $1 and x.id = $2 for update of x`, [organizationId, id, name, mark, importId, runJobId, filter, now]);
  if (!kept) return true;
  if (kept.isKept) return false;
  // Leads, captures and signup forms refer to it by keys of their own: those that are kept, and those of this very moment.
  const removed = await inSavepoint(scope, async (inner) => {
    await inner.rows(`delete from ${table} where organization_id = $1 and id = $2`, [organizationId, id]);
    if (kind === 'source') await inner.record('lead_source.deleted', { type: 'lead_source', id }, { code: mark, name, importId });
    else await inner.record('tag.deleted', { type: 'tag', id }, { name, leadCount: 0, importId });
  });
  if ('error' in removed) {
    if (isForeignKeyViolation(removed.error)) return false;
    throw removed.error;
  }
  await forgetMeaning(scope, field, mark);
  return true;
}

/** Where a mark stands that no key of the database knows of: in views, scores, imports and work that are still to run, and in what can still be undone. */
const referred = (kind: MadeValue['kind']): string => {
  // Where codes and ids stand, and not anywhere: a source may be called as a field is.
  const holds = (json: string, ...paths: string[]) => paths.map((path) => `jsonb_path_exists(${json}, '${path} ? (@ == $mark)', jsonb_build_object('mark', v.mark))`).join(' or ');
  const held = (json: string) => (kind === 'source' ? `${json} -> 'columns' ->> 'source' = v.mark` : `${json} -> 'tagIds' ? v.mark`);
  return `
     exists (select from lead_views w where w.organization_id = $1 and v.mark = any (string_to_array(w.filters ->> v.filter, ',')))
  or exists (select from score_rules s where s.organization_id = $1 and s.state <> 'retired' and (${kind === 'source' ? holds('s.rules', '$[*].values[*]', '$[*].sources[*]') : holds('s.rules', '$[*].tagIds[*]')}))
  or exists (select from imports i where i.organization_id = $1 and i.id <> v.import_id and i.run_job_id is null and ${holds('i.value_mapping', kind === 'source' ? '$.source.*' : '$.tags.*')})
  or exists (select from jobs j where j.organization_id = $1 and j.state in ('queued', 'running') and ${holds('j.input', '$.**')})
  or exists (select from lead_merges m where m.organization_id = $1 and m.undone_at is null and (m.before ->> 'source' = v.mark or v.mark = any (m.tag_ids::text[])))
  or exists (select from jobs j join job_results r on r.organization_id = $1 and r.job_id = j.id and (${held('r.before')})
              where j.organization_id = $1 and j.id <> v.run_id and j.undoable_until > v.now
                and not exists (select from jobs u where u.organization_id = $1 and u.undo_of_id = j.id and u.state = 'done'))`;
};

/** The next file with the same headings is asked again what the word is to become. */
async function forgetMeaning({ rows, organizationId }: Scope, field: string, mark: string): Promise<void> {
  await rows(
    `update import_mappings m set value_mapping = jsonb_set(m.value_mapping, array[$2], (
       select coalesce(jsonb_object_agg(w.key, w.value), '{}') from jsonb_each(m.value_mapping -> $2) w where w.value #>> '{}' is distinct from $3))
      where m.organization_id = $1 and m.noun = 'leads' and exists (select from jsonb_each_text(m.value_mapping -> $2) w where w.value = $3)`, [organizationId, field, mark]);
}
