import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Lead, TagIds } from './lead-schemas.ts';
import { ById, Changes, Color, Id, List, RequiredText, Shape, Version, named } from './schemas.ts';

/** How many an organization may have: the whole list is one answer. */
export const mostTags = 200;

/** S2-arch-a, S2-bp-a: a word of the organization’s own that leads are marked with. */
export const Tag = named('Tag', Shape({
  id: Id,
  name: Type.String(),
  color: Color,
  position: Type.Integer(),
  leadCount: Type.Optional(Type.Integer({ description: 'How many leads have it; only with `?count=true`.' })),
  version: Version,
}));
export type Tag = Static<typeof Tag>;

export const tagNameLength = 40;
const TagName = RequiredText(tagNameLength, 'Unique in the organization, whatever its case.');
export const NewTag = named('NewTag', Shape({ name: TagName, color: Type.Optional(Color) }));
export const TagChanges = named('TagChanges', Changes(Shape({ name: TagName, color: Color })));
export const LeadTagging = named('LeadTagging', Shape({ tagIds: TagIds }));

export const listTags = endpoint({
  operationId: 'listTags', tag: 'tags', summary: 'List tags in their order', method: 'GET', path: '/tags', access: 'leads:read',
  query: Shape({ count: Type.Optional(Type.Boolean({ description: 'Also count the leads that have each.' })) }), response: List('TagList', Tag),
});
export const createTag = endpoint({
  operationId: 'createTag', tag: 'tags', summary: 'Add a tag', method: 'POST', path: '/tags', access: 'leads:write', status: 201,
  description: 'Whoever works on leads may add one, as while tagging a lead.', body: NewTag, response: Tag, errors: [409],
});
export const orderTags = endpoint({
  operationId: 'orderTags', tag: 'tags', summary: 'Put the tags in order, all in one call', method: 'PUT', path: '/tags', access: 'tags:write',
  body: Shape({ tagIds: Type.Array(Id, { minItems: 1, maxItems: mostTags, uniqueItems: true }) }), response: listTags.response,
  errors: [422],
});
export const updateTag = endpoint({
  operationId: 'updateTag', tag: 'tags', summary: 'Rename a tag or change its colour, on all leads that have it', method: 'PATCH', path: '/tags/:id',
  access: 'tags:write', params: ById, body: TagChanges, response: Tag, errors: [404, 409, 412],
});
export const deleteTag = endpoint({
  operationId: 'deleteTag', tag: 'tags', summary: 'Delete a tag and take it from the leads that have it', method: 'DELETE', path: '/tags/:id',
  access: 'tags:write', params: ById,
  response: named('DeletedTag', Shape({ leadCount: Type.Integer({ description: 'From how many leads it was taken.' }) })), errors: [404],
});

export const setLeadTags = endpoint({
  operationId: 'setLeadTags', tag: 'leads', summary: 'Say which tags a lead has', method: 'PUT', path: '/leads/:id/tags', access: 'leads:write',
  params: ById, body: LeadTagging, response: Lead, errors: [404, 409, 412, 422],
});
