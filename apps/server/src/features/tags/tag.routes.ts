import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { addTag, changeTag, listTags, orderTags, removeTag } from './tags.ts';

export function tagRoutes({ on }: Routes): void {
  on(contract.listTags, async (scope, { query }) => ({ data: await listTags(scope, query) }));
  on(contract.createTag, (scope, { body }) => addTag(scope, body));
  on(contract.orderTags, async (scope, { body }) => ({ data: await orderTags(scope, body.tagIds) }));
  on(contract.updateTag, (scope, { params, body, ifMatch }) => changeTag(scope, params.id, body, ifMatch));
  on(contract.deleteTag, (scope, { params }) => removeTag(scope, params.id));
}
