/** Views of leads that people keep: filters, order and columns under a name, one's own or shared. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { LeadFilters, LeadSort } from './lead-filters.ts';
import { ById, Changes, Id, List, Nullable, OneOf, RequiredText, Shape, Version, named } from './schemas.ts';

/** A person's own, and an organization's shared ones. */
export const mostLeadViews = 60;

const Columns = Type.Array(Type.String({ minLength: 1, maxLength: 80, pattern: '^[A-Za-z][A-Za-z0-9_.]*$' }), {
  maxItems: 60, uniqueItems: true, description: 'The table’s columns in their order.',
});
const Layout = OneOf(['board', 'table'] as const);

export const LeadView = named('LeadView', Shape({
  id: Type.String({ description: 'An id, or the name of a built-in view.' }),
  name: Type.String(),
  layout: Nullable(Layout),
  filters: LeadFilters,
  sort: Nullable(LeadSort),
  columns: Nullable(Columns),
  isBuiltIn: Type.Boolean(),
  isShared: Type.Boolean(),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  canEdit: Type.Boolean({ description: 'Whether the caller may change and delete it.' }),
  version: Nullable(Version),
}));
export type LeadView = Static<typeof LeadView>;

const builtIn = (id: string, name: string, filters: LeadFilters, sort: LeadSort | null = null): LeadView => ({
  id, name, filters, sort, layout: null, columns: null, isBuiltIn: true, isShared: true, ownerId: null, ownerName: null, canEdit: false, version: null,
});
/** What everybody starts from. They ask about whoever looks, so that one serves all, and fit board and table alike. */
export const builtInLeadViews: readonly [LeadView, ...LeadView[]] = [
  builtIn('all', 'All', {}),
  builtIn('all_open', 'All open', { status: 'new,in_progress' }),
  builtIn('mine', 'Mine', { status: 'new,in_progress', ownerId: 'me' }),
  builtIn('unclaimed', 'Unclaimed', { status: 'new,in_progress', ownerId: 'none' }),
  builtIn('overdue', 'Overdue', { followUp: 'late' }, 'followUpAt'),
  builtIn('quiet', 'Quiet', { status: 'new,in_progress', quiet: 'true' }, 'stageEnteredAt'),
];

const fields = {
  name: RequiredText(60),
  layout: Layout,
  filters: LeadFilters,
  sort: Nullable(LeadSort),
  columns: Nullable(Columns),
  isShared: Type.Boolean({ description: 'Seen by everybody who sees leads; only managers and admins share.' }),
};
export const NewLeadView = named('NewLeadView', Shape({
  ...fields, sort: Type.Optional(fields.sort), columns: Type.Optional(fields.columns), isShared: Type.Optional(fields.isShared),
}));
export type NewLeadView = Static<typeof NewLeadView>;
export const LeadViewChanges = named('LeadViewChanges', Changes(Shape(fields)));
export type LeadViewChanges = Static<typeof LeadViewChanges>;

const tag = 'lead-views';
const LeadViewList = List('LeadViewList', LeadView);

export const listLeadViews = endpoint({
  operationId: 'listLeadViews', tag, summary: 'List the built-in views, the shared ones and one’s own', method: 'GET', path: '/lead-views', access: 'leads:read',
  response: LeadViewList,
});
export const LeadViewCount = Shape({
  id: Type.String(),
  count: Nullable(Type.Integer({ description: '1001 means more than 1,000; null where the view asks about something that is gone.' })),
});
export const countLeadViews = endpoint({
  operationId: 'countLeadViews', tag, summary: 'How many leads each view has for the caller', method: 'GET', path: '/lead-views/counts',
  access: 'leads:read', query: Shape({ pipelineId: Type.Optional(Type.String({ format: 'uuid', description: 'Where a view does not name one.' })) }),
  response: List('LeadViewCountList', LeadViewCount),
});
export const createLeadView = endpoint({
  operationId: 'createLeadView', tag, summary: 'Keep a view', method: 'POST', path: '/lead-views', access: 'lead-views:write', status: 201,
  body: NewLeadView, response: LeadView, errors: [409, 422],
});
export const updateLeadView = endpoint({
  operationId: 'updateLeadView', tag, summary: 'Rename, change or share a view', method: 'PATCH', path: '/lead-views/:id', access: 'lead-views:write',
  params: ById, body: LeadViewChanges, response: LeadView, errors: [404, 409, 412, 422],
});
export const deleteLeadView = endpoint({
  operationId: 'deleteLeadView', tag, summary: 'Delete a view; the leads stay', method: 'DELETE', path: '/lead-views/:id', access: 'lead-views:write', status: 204,
  params: ById, errors: [404],
});
export const orderLeadViews = endpoint({
  operationId: 'orderLeadViews', tag, summary: 'Put views in order', method: 'PUT', path: '/lead-views', access: 'lead-views:write',
  description: 'The named ones change places among themselves; shared ones always stand before one’s own.',
  body: Shape({ viewIds: Type.Array(Id, { minItems: 1, maxItems: 2 * mostLeadViews, uniqueItems: true }) }), response: LeadViewList, errors: [422],
});
