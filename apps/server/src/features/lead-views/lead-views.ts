import { mostLeadViews, type LeadFilters, type LeadView, type LeadViewChanges, type NewLeadView } from '@lastmile/contracts';
import { newId, nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotAllowed, NotFound } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { refuseUnusableFilters } from '../leads/index.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { refuseUnknownIds } from './known-ids.ts';
import { TooManyViews, ViewNameTaken } from './lead-view.errors.ts';

/** Who may share may also change what others share; a view that is not shared is its owner's alone. */
const mayShare = ({ actor }: Scope): boolean => actor.grants['lead-views:write'] === 'all';
const callerOf = ({ actor }: Scope): string => actor.userId ?? nobody;

/** The shared views and the caller's own, or the one asked for of them. */
export async function listViews(scope: Scope, id: string | null = null): Promise<LeadView[]> {
  const writes = scope.actor.grants['lead-views:write'] !== undefined;
  return scope.rows<LeadView>(
    `select v.id, v.name, v.layout, v.filters, v.sort, v.columns, false as "isBuiltIn", v.is_shared as "isShared", v.owner_id as "ownerId",
            u.name as "ownerName", ($4 and v.owner_id = $2 or $5 and v.is_shared) as "canEdit", v.version
       from lead_views v join users u on u.organization_id = $1 and u.id = v.owner_id
      where v.organization_id = $1 and (v.is_shared or v.owner_id = $2) and ($3::uuid is null or v.id = $3)
      order by v.is_shared desc, v.position, v.id limit ${2 * mostLeadViews}`,
    [scope.organizationId, callerOf(scope), id, writes, mayShare(scope)]);
}

/** Keeps a view at the end of the caller's. Throws a 400 or 422 for filters that cannot be asked, a 403 for sharing without the right to, a 409. */
export async function createView(scope: Scope, { sort = null, columns = null, isShared = false, ...body }: NewLeadView): Promise<LeadView> {
  const { organizationId, now } = scope;
  const ownerId = callerOf(scope);
  if (isShared) refuseSharing(scope);
  await refuseUnusableFilters(scope, body.filters, '/filters');
  await refuseUnknownIds(scope, body.filters);
  await refuseTooMany(scope, isShared);
  const [last] = await scope.rows<{ position: number }>(
    'select coalesce(max(position), 0)::int as position from lead_views where organization_id = $1', [organizationId]);
  const view = {
    ...body, organizationId, id: newId(), ownerId, name: body.name.trim(), sort, columns, isShared, position: last!.position + 1, createdAt: now, updatedAt: now,
  };
  if (!await insertRow(scope, 'lead_views', view, { orNothing: true })) throw new ViewNameTaken(view.name);
  await scope.record('lead_view.created', { type: 'lead_view', id: view.id }, { name: view.name, isShared });
  return viewOf(scope, view.id);
}

/** Renames, changes or shares a view. Throws as {@link createView}, a 404 for a view that is somebody else's alone, a 412. */
export async function changeView(scope: Scope, id: string, { filters, name, ...rest }: LeadViewChanges, ifMatch: number | null): Promise<LeadView> {
  const view = await lockView(scope, id);
  await expectVersion({ version: view.version! }, ifMatch, () => view);
  if (rest.isShared !== undefined && rest.isShared !== view.isShared) {
    refuseSharing(scope);
    // Taken back by somebody else, it would be gone for who does it.
    if (!rest.isShared && view.ownerId !== callerOf(scope)) throw new NotAllowed(`Only ${view.ownerName} can keep this view to themselves; you can delete it.`);
    if (rest.isShared) await refuseTooMany(scope, true);
  }
  if (filters) {
    await refuseUnusableFilters(scope, filters, '/filters');
    await refuseUnknownIds(scope, filters);
  }
  const changed = changedFields(view, { ...rest, ...(name ? { name: name.trim() } : {}), ...(filters && !sameFilters(filters, view.filters) ? { filters } : {}) });
  await writeChanges(scope, { table: 'lead_views', id, dated: true }, changed).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new ViewNameTaken(name!.trim()) : error;
  });
  if (Object.keys(changed).length > 0) await scope.record('lead_view.updated', { type: 'lead_view', id }, changed);
  return viewOf(scope, id);
}

/** Deletes a view, for everybody where it was shared. Throws a 404. */
export async function deleteView(scope: Scope, id: string): Promise<void> {
  const { name } = await lockView(scope, id);
  await scope.rows('delete from lead_views where organization_id = $1 and id = $2', [scope.organizationId, id]);
  await scope.record('lead_view.deleted', { type: 'lead_view', id }, { name });
}

/** Lets the named views change places among themselves, so that nobody's others move. Throws a 422 for one the caller may not move. */
export async function orderViews(scope: Scope, viewIds: readonly string[]): Promise<LeadView[]> {
  const { rows, organizationId, now } = scope;
  const wanted = viewIds.map((id) => id.toLowerCase());
  await rows('select 1 from lead_views where organization_id = $1 and id = any ($2::uuid[]) order by id for no key update', [organizationId, wanted]);
  const movable = (await listViews(scope)).filter(({ canEdit }) => canEdit);
  const strange = wanted.findIndex((id) => !movable.some((view) => view.id === id));
  if (strange >= 0) throw new InvalidFields([{ pointer: `/viewIds/${strange}`, detail: 'There is no such view that you may move.' }]);
  await rows(
    `update lead_views v set position = t.position, updated_at = $3
       from unnest($2::uuid[]) with ordinality o (id, place)
       join (select row_number() over (order by p.position, p.id) as place, p.position from lead_views p where p.organization_id = $1 and p.id = any ($2)) t
         on t.place = o.place
      where v.organization_id = $1 and v.id = o.id`, [organizationId, wanted, now]);
  await scope.record('lead_view.ordered', { type: 'lead_view', id: wanted[0]! }, {});
  return listViews(scope);
}

async function viewOf(scope: Scope, id: string): Promise<LeadView> {
  const [view] = await listViews(scope, id);
  if (!view) throw new NotFound('view');
  return view;
}

async function lockView(scope: Scope, id: string): Promise<LeadView> {
  await scope.rows('select 1 from lead_views where organization_id = $1 and id = $2 for update', [scope.organizationId, id]);
  const view = await viewOf(scope, id);
  if (!view.canEdit) throw new NotAllowed('This view is shared by somebody else. Save it under a name of your own to change it.');
  return view;
}

function refuseSharing(scope: Scope): void {
  if (!mayShare(scope)) throw new NotAllowed('Views are shared by managers and admins.');
}

async function refuseTooMany(scope: Scope, shared: boolean): Promise<void> {
  const views = await listViews(scope);
  if (shared && views.filter(({ isShared }) => isShared).length >= mostLeadViews) throw new TooManyViews('shared');
  if (!shared && views.filter(({ isShared }) => !isShared).length >= mostLeadViews) throw new TooManyViews('you');
}

function sameFilters(left: LeadFilters, right: LeadFilters): boolean {
  const text = (filters: LeadFilters) => JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(left) === text(right);
}
