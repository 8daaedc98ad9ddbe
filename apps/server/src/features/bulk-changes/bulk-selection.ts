import { mostConversionsInBulk, mostLeadsInBulk, type BulkPreview, type Input, type startBulkChange } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { matchingSql, readableOwners } from '../leads/index.ts';

/** Which leads a change is about: named, found by a filter, or looked at before. */
export type Selection = Pick<Input<typeof startBulkChange>['body'], 'ids' | 'filter' | 'selectionId'>;

export interface KeptSelection { id: BulkPreview['selectionId']; total: number }

/** Finds the leads and keeps which they are. Throws a 404 where there is none of those named, and a 422 for a choice that is none or too many. */
export async function keepSelection(scope: Scope, { ids, filter, selectionId }: Selection): Promise<KeptSelection> {
  const said = Object.entries({ ids, filter, selectionId }).filter(([, value]) => value !== undefined).map(([name]) => name);
  if (said.length !== 1) {
    throw new InvalidFields([{ pointer: `/${said[1] ?? 'ids'}`, detail: 'Say which leads in one way: by their ids, by a filter, or as a preview kept them.' }]);
  }
  if (selectionId) return keptSelection(scope, selectionId);
  const leadIds = ids ? await named(scope, ids) : await matching(scope, filter!);
  const { organizationId, actor, now } = scope;
  const id = newId();
  await insertRow(scope, 'bulk_selections', { organizationId, id, leadIds, createdById: actor.userId, createdAt: now });
  return { id, total: leadIds.length };
}

/** Conversions are planned and made one by one. */
export function refuseTooMany(total: number): void {
  if (total <= mostConversionsInBulk) return;
  throw new InvalidFields([{ pointer: '/filter', detail: `At most ${mostConversionsInBulk.toLocaleString('en')} leads are converted in one go. Narrow it down.` }]);
}

async function named({ rows, organizationId, actor }: Scope, ids: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `select l.id from unnest($2::uuid[]) with ordinality as x (id, place) join leads l on l.organization_id = $1 and l.id = x.id and l.deleted_at is null
      where $3::uuid[] is null or l.owner_key = any ($3) order by x.place`, [organizationId, ids, readableOwners(actor)]);
  if (found.length === 0) throw new NotFound('lead');
  return found.map(({ id }) => id);
}

async function matching(scope: Scope, filter: NonNullable<Selection['filter']>): Promise<string[]> {
  const values: unknown[] = [scope.organizationId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const found = await scope.rowsPlannedAnew<{ id: string }>(
    `select l.id ${await matchingSql(scope, filter, place, { at: '/filter', all: true })} order by l.created_at desc, l.id desc limit ${mostLeadsInBulk + 1}`, values);
  if (found.length > mostLeadsInBulk) {
    throw new InvalidFields([{ pointer: '/filter', detail: `This means more than ${mostLeadsInBulk.toLocaleString('en')} leads. Narrow it down.` }]);
  }
  return found.map(({ id }) => id);
}

/** One's own: another's is as one that is not there. */
async function keptSelection({ rows, organizationId, actor }: Scope, id: string): Promise<KeptSelection> {
  const [kept] = await rows<{ total: number }>(
    'select cardinality(lead_ids) as total from bulk_selections where organization_id = $1 and id = $2 and created_by_id is not distinct from $3',
    [organizationId, id, actor.userId]);
  if (!kept) throw new NotFound('selection');
  return { id, total: kept.total };
}
