import * as contract from '@lastmile/contracts';
import type { Input, ItemCategory } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import type { Routes } from '../../core/routes.ts';
import { insertRow } from '../../core/rows.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';

export class CategoryTitleTaken extends Refusal {
  constructor(title: string) {
    super({ status: 409, code: 'title_taken', detail: `There is already a category called “${title}”.`, errors: [{ pointer: '/title', detail: 'This title is taken.' }] });
  }
}

export class CategoryInUse extends Refusal {
  constructor(title: string) {
    super({ status: 409, code: 'category_in_use', detail: `Items or categories are in ${title}. Put them elsewhere first.` });
  }
}

const view = `select c.id, c.title, c.description, c.parent_category_id as "parentId", c.device_type as "deviceType", c.is_active as "isActive", c.version,
    (select count(*)::int from items i where i.organization_id = $1 and i.category_id = c.id and i.is_active) as items
  from item_categories c where c.organization_id = $1`;

async function one({ rows, organizationId }: Scope, id: string): Promise<ItemCategory> {
  const [category] = await rows<ItemCategory>(`${view} and c.id = $2`, [organizationId, id]);
  if (!category) throw new NotFound('category');
  return category;
}

/** Two who rearrange the tree do it one after the other: each alone may be no cycle, both together one. */
const lockTree = ({ rows, organizationId }: Scope) => rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`item-categories/${organizationId}`]);

/** Throws a 422 where the parent is no category, or is below what would be put into it. */
async function checkParent({ rows, organizationId }: Scope, id: string | null, parentId: string): Promise<void> {
  const above = await rows<{ id: string; isActive: boolean }>(
    `with recursive above as (
       select c.id, c.parent_category_id, c.is_active from item_categories c where c.organization_id = $1 and c.id = $2
       union select c.id, c.parent_category_id, c.is_active from item_categories c join above a on c.id = a.parent_category_id where c.organization_id = $1)
     select id, is_active as "isActive" from above`, [organizationId, parentId]);
  if (!above.some((category) => category.id === parentId && category.isActive)) throw new InvalidFields([{ pointer: '/parentId', detail: 'There is no such category.' }]);
  if (above.some((category) => category.id === id)) throw new InvalidFields([{ pointer: '/parentId', detail: 'A category cannot be below itself.' }]);
}

const refuseTaken = (title: string) => (error: unknown) => { throw isUniqueViolation(error) ? new CategoryTitleTaken(title) : error; };

async function create(scope: Scope, { title, description = null, parentId = null, deviceType = null }: Input<typeof contract.createItemCategory>['body']): Promise<ItemCategory> {
  const { organizationId, now } = scope;
  await lockTree(scope);
  if (parentId) await checkParent(scope, null, parentId);
  const id = newId();
  await insertRow(scope, 'item_categories', {
    organizationId, id, title: title.trim(), description: description?.trim() || null, parentCategoryId: parentId, deviceType, createdAt: now, updatedAt: now,
  }).catch(refuseTaken(title.trim()));
  await scope.record('item_category.created', { type: 'item_category', id }, { title: title.trim() });
  return one(scope, id);
}

async function change(scope: Scope, id: string, body: NonNullable<Input<typeof contract.updateItemCategory>['body']>, ifMatch: number | null): Promise<ItemCategory> {
  const { rows, organizationId } = scope;
  await lockTree(scope);
  await rows('select 1 from item_categories where organization_id = $1 and id = $2 for update', [organizationId, id]);
  const category = await one(scope, id);
  await expectVersion(category, ifMatch, () => category);
  if (body.parentId) await checkParent(scope, id, body.parentId);
  if (body.isActive === false && category.isActive) {
    const [below] = await rows('select 1 from item_categories where organization_id = $1 and parent_category_id = $2 and is_active limit 1', [organizationId, id]);
    if (category.items > 0 || below) throw new CategoryInUse(category.title);
  }
  const changed = changedFields(category, {
    title: body.title?.trim(), description: body.description === undefined ? undefined : body.description?.trim() || null, parentId: body.parentId, deviceType: body.deviceType, isActive: body.isActive,
  } as Partial<ItemCategory>);
  const { parentId, ...others } = changed;
  await writeChanges(scope, { table: 'item_categories', id, dated: true }, { ...others, ...(parentId ? { parentCategoryId: parentId } : {}) })
    .catch(refuseTaken(body.title?.trim() ?? category.title));
  if (Object.keys(changed).length > 0) await scope.record('item_category.updated', { type: 'item_category', id }, changed);
  return one(scope, id);
}

export function itemCategoryRoutes({ on }: Routes): void {
  on(contract.listItemCategories, async ({ rows, organizationId }) => ({ data: await rows<ItemCategory>(`${view} order by lower(c.title), c.id limit 1000`, [organizationId]) }));
  on(contract.createItemCategory, (scope, { body }) => create(scope, body));
  on(contract.updateItemCategory, (scope, { params, body, ifMatch }) => change(scope, params.id, body, ifMatch));
  on(contract.deleteItemCategory, async (scope, { params }) => {
    await change(scope, params.id, { isActive: false }, null);
    return {};
  });
}
