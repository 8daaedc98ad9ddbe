import type { EventType, Scope } from '../../../core/in-org.ts';
import type { Lead } from '../lead.entity.ts';
import { stageChange } from '../moving/move-lead.ts';
import { stageOf, type KnownStage } from '../moving/standing-place.ts';
import { catalogueOf } from '../writing/catalogue.ts';
import { recordChanges, type LeadAfter, type LeadBefore } from './change-leads.ts';

/** A lead as it was before it was restored, and what was restored of it. */
interface Restored { lead: Lead; before: LeadBefore; after: LeadAfter }

/** Tells of each lead that was restored as of the change that was taken back: a stage, an owner, tags, a deletion, or its fields. */
export async function recordTakenBack(scope: Scope, restored: readonly Restored[], more: object): Promise<void> {
  const stages = await stagesOf(scope, restored);
  const told = Map.groupBy(restored, (one) => typeOf(one));
  for (const [type, ones] of told) {
    if (type === 'lead.updated') await recordChanges(scope, ones.map(({ lead, ...one }) => ({ lead, changed: changedBack(one) })), more);
    else await scope.recordAll(type, ones.map((one) => ({ subject: { type: 'lead', id: one.lead.id }, changes: { ...changesOf(scope, type, one, stages), ...more } })));
  }
}

function typeOf({ before, after: { columns = {}, tagIds } }: Restored): EventType {
  if (columns.deletedAt) return 'lead.restored';
  if ('stageId' in columns) return 'lead.stage_changed';
  if ('ownerId' in columns) return 'lead.assigned';
  return Object.keys(columns).length === 0 && (tagIds || before.tagIds) ? 'lead.tagged' : 'lead.updated';
}

const changedBack = ({ before, after }: Pick<Restored, 'before' | 'after'>) =>
  Object.fromEntries(Object.entries(after.columns ?? {}).map(([field, from]) => [field, { from, to: before.columns[field] }]));

function changesOf(scope: Scope, type: EventType, { lead, before, after }: Restored, stages: ReadonlyMap<string, KnownStage>): object {
  const { people, tags } = catalogueOf(scope)!;
  switch (type) {
    case 'lead.restored': return { title: lead.title };
    case 'lead.stage_changed': return stageChange(stages.get(String(after.columns!.stageId))!, stages.get(String(before.columns.stageId))!);
    case 'lead.assigned': {
      const [from, to] = [after.columns!.ownerId, before.columns.ownerId] as (string | null)[];
      const nameOf = (id: string | null | undefined) => (id ? people.get(id)?.name : null) ?? null;
      return { from, to, fromName: nameOf(from), toName: nameOf(to) };
    }
    default: {
      const named = (ids: readonly string[] = []) => ids.flatMap((id) => tags.get(id)?.name ?? []);
      return { added: named(before.tagIds), removed: named(after.tagIds) };
    }
  }
}

async function stagesOf(scope: Scope, restored: readonly Restored[]): Promise<Map<string, KnownStage>> {
  const ids = new Set(restored.flatMap(({ before, after }) => (after.columns?.stageId ? [String(after.columns.stageId), String(before.columns.stageId)] : [])));
  const stages = new Map<string, KnownStage>();
  for (const id of [...ids].toSorted()) stages.set(id, await stageOf(scope, id));
  return stages;
}
