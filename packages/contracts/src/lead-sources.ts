import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, List, RequiredText, Shape, Version, named } from './schemas.ts';

/** D12: where leads come from; the code is what integrators send, the name what people read. */
export const LeadSource = named('LeadSource', Shape({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  position: Type.Integer(),
  isActive: Type.Boolean(),
  version: Version,
}));
export type LeadSource = Static<typeof LeadSource>;

export const [sourceCodeLength, sourceNameLength] = [40, 60];
export const SourceCode = Type.String({ pattern: `^[a-z][a-z0-9_]{1,${sourceCodeLength - 1}}$`, description: 'For example field_sales.' });

export const listLeadSources = endpoint({
  operationId: 'listLeadSources', tag: 'lead-sources', summary: 'List lead sources', method: 'GET', path: '/lead-sources', access: 'pipelines:read',
  response: List('LeadSourceList', LeadSource),
});
export const createLeadSource = endpoint({
  operationId: 'createLeadSource', tag: 'lead-sources', summary: 'Add a lead source', method: 'POST', path: '/lead-sources', access: 'pipelines:write',
  status: 201, body: Shape({ code: SourceCode, name: RequiredText(sourceNameLength) }), response: LeadSource, errors: [409],
});
export const updateLeadSource = endpoint({
  operationId: 'updateLeadSource', tag: 'lead-sources', summary: 'Rename a source or switch it off', method: 'PATCH', path: '/lead-sources/:id',
  access: 'pipelines:write', params: ById, body: Changes(Shape({ name: RequiredText(sourceNameLength), isActive: Type.Boolean() })), response: LeadSource,
  errors: [404, 409, 412],
});
