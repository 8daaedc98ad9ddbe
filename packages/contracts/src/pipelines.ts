import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Color, Id, List, Nullable, OneOf, Percent, RequiredText, Shape, Version, named } from './schemas.ts';

/** D2: a lead's status is the type of the stage it stands in, and nothing else sets it. */
export const stageTypes = ['new', 'in_progress', 'dormant', 'won', 'lost'] as const;
export const StageType = OneOf(stageTypes, 'What standing in the stage means; also the status of the leads in it (D2).');
export type StageType = (typeof stageTypes)[number];

export const PipelineKind = OneOf(['lead', 'opportunity'] as const);

export const Stage = named('Stage', Shape({
  id: Id,
  pipelineId: Id,
  name: Type.String(),
  type: StageType,
  position: Type.Integer({ minimum: 0 }),
  probability: Percent,
  color: Color,
  quietAfterDays: Nullable(Type.Integer({ description: 'Days after which a lead that stands here counts as quiet.' })),
  leadCount: Type.Integer({ description: 'Leads standing here now.' }),
  version: Version,
}));
export type Stage = Static<typeof Stage>;

/** D15: who gets a new lead. */
export const Assignment = OneOf(['claim', 'fixed', 'round_robin'] as const, 'claim: the first who claims; fixed: one person; round_robin: everyone in turn.');

export const Pipeline = named('Pipeline', Shape({
  id: Id,
  name: Type.String(),
  kind: PipelineKind,
  isDefault: Type.Boolean({ description: 'One per kind: where a lead goes that names no pipeline.' }),
  isActive: Type.Boolean({ description: 'An inactive pipeline takes no new leads and is shown as such.' }),
  assignment: Assignment,
  fixedOwnerId: Nullable(Id),
  stages: Type.Array(Stage),
  version: Version,
}));
export type Pipeline = Static<typeof Pipeline>;

export const NewStage = named('NewStage', Shape({
  name: RequiredText(60),
  type: StageType,
  probability: Type.Optional(Percent),
  color: Type.Optional(Color),
  quietAfterDays: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 365 }))),
}));

export const NewPipeline = named('NewPipeline', Shape({
  name: RequiredText(60),
  kind: Type.Optional(PipelineKind),
  isDefault: Type.Optional(Type.Boolean()),
  stages: Type.Optional(Type.Array(NewStage, { maxItems: 30, description: 'Without stages it begins with New, Won and Lost.' })),
}));

export const PipelineChanges = named('PipelineChanges', Changes(Shape({
  name: RequiredText(60),
  isDefault: Type.Literal(true, { description: 'Makes this the default; the one before stops being it.' }),
  isActive: Type.Boolean(),
  assignment: Assignment,
  fixedOwnerId: Nullable(Id),
})));

export const StageChanges = named('StageChanges', Changes(Shape({
  name: RequiredText(60),
  type: StageType,
  probability: Percent,
  color: Color,
  quietAfterDays: Nullable(Type.Integer({ minimum: 1, maximum: 365 })),
})));

const InPipeline = Shape({ id: Id, stageId: Id });
const tag = 'pipelines';

export const listPipelines = endpoint({
  operationId: 'listPipelines', tag, summary: 'List pipelines with their stages', method: 'GET', path: '/pipelines', access: 'pipelines:read',
  query: Shape({ kind: Type.Optional(PipelineKind) }), response: List('PipelineList', Pipeline),
});
export const getPipeline = endpoint({
  operationId: 'getPipeline', tag, summary: 'One pipeline with its stages', method: 'GET', path: '/pipelines/:id', access: 'pipelines:read',
  params: ById, response: Pipeline, errors: [404],
});
export const createPipeline = endpoint({
  operationId: 'createPipeline', tag, summary: 'Add a pipeline', method: 'POST', path: '/pipelines', access: 'pipelines:write', status: 201,
  body: NewPipeline, response: Pipeline, errors: [409, 422],
});
export const updatePipeline = endpoint({
  operationId: 'updatePipeline', tag, summary: 'Rename a pipeline, make it the default, or choose who gets its new leads', method: 'PATCH',
  path: '/pipelines/:id', access: 'pipelines:write', params: ById, body: PipelineChanges, response: Pipeline, errors: [404, 409, 412, 422],
});
export const deletePipeline = endpoint({
  operationId: 'deletePipeline', tag, summary: 'Remove a pipeline without leads', method: 'DELETE', path: '/pipelines/:id',
  access: 'pipelines:write', status: 204, params: ById, errors: [404, 409],
});
export const createStage = endpoint({
  operationId: 'createStage', tag, summary: 'Add a stage before the won and lost ones', method: 'POST', path: '/pipelines/:id/stages',
  access: 'pipelines:write', status: 201, params: ById, body: NewStage, response: Pipeline, errors: [404, 409, 422],
});
export const updateStage = endpoint({
  operationId: 'updateStage', tag, summary: 'Change a stage', method: 'PATCH', path: '/pipelines/:id/stages/:stageId', access: 'pipelines:write',
  params: InPipeline, body: StageChanges, response: Pipeline, errors: [404, 409, 412, 422],
});
export const orderStages = endpoint({
  operationId: 'orderStages', tag, summary: 'Put the stages in order, all in one call', method: 'PUT', path: '/pipelines/:id/stages',
  access: 'pipelines:write', params: ById, body: Shape({ stageIds: Type.Array(Id, { minItems: 1, maxItems: 60, uniqueItems: true }) }),
  response: Pipeline, errors: [404, 409, 422],
});
export const deleteStage = endpoint({
  operationId: 'deleteStage', tag, summary: 'Remove a stage and move its leads to another', method: 'DELETE', path: '/pipelines/:id/stages/:stageId',
  access: 'pipelines:write', params: InPipeline,
  query: Shape({ moveLeadsTo: Type.Optional(Id) }), response: Pipeline, errors: [404, 409, 422],
});
