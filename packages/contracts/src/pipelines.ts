import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Color, Id, List, Nullable, OneOf, Percent, RequiredText, Shape, Text, Version, named } from './schemas.ts';

/** D2: a lead's status is the type of the stage it stands in, and nothing else sets it. */
export const stageTypes = ['new', 'in_progress', 'dormant', 'won', 'lost'] as const;
export const StageType = OneOf(stageTypes, 'What standing in the stage means; also the status of the leads in it (D2).');
export type StageType = (typeof stageTypes)[number];

export const PipelineKind = OneOf(['lead', 'opportunity'] as const);

/** S2-bp-b: what has to be true of a lead before it goes on, each a few words that can be ticked off. */
export const ExitCriteria = Type.Array(RequiredText(120), {
  maxItems: 10, uniqueItems: true, description: 'What has to be true of a lead before it goes on from here; moving it forward asks for them.',
});

export const Stage = named('Stage', Shape({
  id: Id,
  pipelineId: Id,
  name: Type.String(),
  type: StageType,
  position: Type.Integer({ minimum: 0 }),
  probability: Percent,
  color: Color,
  quietAfterDays: Nullable(Type.Integer({ description: 'Days after which a lead that stands here counts as quiet.' })),
  exitCriteria: Type.Array(Type.String(), { description: 'What has to be true of a lead before it goes on from here (S2-bp-b).' }),
  leadCount: Type.Integer({ description: 'Leads standing here now.' }),
  version: Version,
}));
export type Stage = Static<typeof Stage>;

/** What is said of the exit criteria of the stage that a lead leaves: which are met, or why it goes on all the same. */
export const exitConfirmation = {
  exitCriteriaMet: Type.Optional(Type.Array(Text(120), {
    maxItems: 10, description: 'The exit criteria of the stage it leaves that are met, in their own words.',
  })),
  exitCriteriaSkipReason: Type.Optional(RequiredText(500, 'Why it goes on although some are open.')),
};
export interface ExitConfirmation { exitCriteriaMet?: string[]; exitCriteriaSkipReason?: string }

/** D15: who gets a new lead. */
export const Assignment = OneOf(['claim', 'fixed', 'round_robin'] as const, 'claim: the first who claims; fixed: one person; round_robin: everyone in turn.');

const MaxUntouchedLeads = Nullable(Type.Integer({
  minimum: 1, maximum: 500, description: 'How many leads without a first action a person may have here before claiming another; null for no cap.',
}));
const ReturnAfterBusinessHours = Nullable(Type.Integer({
  minimum: 1, maximum: 500, description: 'Business hours without a first action after which a lead goes back to the unclaimed; null for never.',
}));

export const Pipeline = named('Pipeline', Shape({
  id: Id,
  name: Type.String(),
  kind: PipelineKind,
  isDefault: Type.Boolean({ description: 'One per kind: where a lead goes that names no pipeline.' }),
  isActive: Type.Boolean({ description: 'An inactive pipeline takes no new leads and is shown as such.' }),
  assignment: Assignment,
  fixedOwnerId: Nullable(Id),
  maxUntouchedLeads: MaxUntouchedLeads,
  returnAfterBusinessHours: ReturnAfterBusinessHours,
  stages: Type.Array(Stage),
  version: Version,
}));
export type Pipeline = Static<typeof Pipeline>;

const PipelineList = List('PipelineList', Pipeline);

export const NewStage = named('NewStage', Shape({
  name: RequiredText(60),
  type: StageType,
  probability: Type.Optional(Percent),
  color: Type.Optional(Color),
  quietAfterDays: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 365 }))),
  exitCriteria: Type.Optional(ExitCriteria),
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
  maxUntouchedLeads: MaxUntouchedLeads,
  returnAfterBusinessHours: ReturnAfterBusinessHours,
})));

export const StageChanges = named('StageChanges', Changes(Shape({
  name: RequiredText(60),
  type: StageType,
  probability: Percent,
  color: Color,
  quietAfterDays: Nullable(Type.Integer({ minimum: 1, maximum: 365 })),
  exitCriteria: ExitCriteria,
})));

/** D29: a pipeline of the documents, to be added as it is and changed afterwards. */
export const PipelineTemplate = named('PipelineTemplate', Shape({
  id: Type.String({ description: 'Stable, for example eviction_clients.' }),
  name: Type.String(),
  kind: PipelineKind,
  description: Type.String({ description: 'Whom it is for, in a sentence.' }),
  stages: Type.Array(Shape({
    name: Type.String(), type: StageType, probability: Percent, color: Color,
    quietAfterDays: Nullable(Type.Integer()), exitCriteria: Type.Array(Type.String()),
  })),
}));
export type PipelineTemplate = Static<typeof PipelineTemplate>;

export const PipelineFromTemplate = named('PipelineFromTemplate', Shape({
  templateId: Type.String({ maxLength: 60, pattern: '^[a-z0-9_]+$', description: 'The id of a pipeline template.' }),
  name: Type.Optional(RequiredText(60, 'The template’s name where left out; a number follows where that is taken.')),
}));

export const PipelineOrder = named('PipelineOrder', Shape({
  kind: PipelineKind, pipelineIds: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
}));

export const PipelineRemoval = named('PipelineRemoval', Shape({
  moveLeads: Type.Optional(Type.Array(Shape({ fromStageId: Id, toStageId: Id }), {
    maxItems: 60, description: 'For each stage in which leads stand, the stage of another pipeline that they go to.',
  })),
  newDefaultId: Type.Optional(Type.String({ format: 'uuid', description: 'Which pipeline becomes the default; needed for the default one.' })),
}));
export type PipelineRemoval = Static<typeof PipelineRemoval>;

const InPipeline = Shape({ id: Id, stageId: Id });
const tag = 'pipelines';

export const listPipelines = endpoint({
  operationId: 'listPipelines', tag, summary: 'List pipelines with their stages', method: 'GET', path: '/pipelines', access: 'pipelines:read',
  query: Shape({ kind: Type.Optional(PipelineKind) }), response: PipelineList,
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
  operationId: 'deletePipeline', tag, summary: 'Remove a pipeline in which no lead stands', method: 'DELETE', path: '/pipelines/:id',
  access: 'pipelines:write', status: 204, params: ById, errors: [404, 409],
});
export const orderPipelines = endpoint({
  operationId: 'orderPipelines', tag, summary: 'Put the pipelines of a kind in order; the default comes first whatever is said', method: 'PUT', path: '/pipelines',
  access: 'pipelines:write',
  body: PipelineOrder,
  response: PipelineList, errors: [422],
});
export const removePipeline = endpoint({
  operationId: 'removePipeline', tag, summary: 'Remove a pipeline and move its leads to others', method: 'POST', path: '/pipelines/:id/removal',
  description: 'Nothing is removed unless every lead has a place to go to. Open leads go to open stages, won to won ones, lost to lost ones.',
  access: 'pipelines:write', params: ById, body: PipelineRemoval,
  response: Shape({ movedLeads: Type.Integer({ description: 'How many leads went elsewhere.' }) }), errors: [404, 409, 422],
});
export const listPipelineTemplates = endpoint({
  operationId: 'listPipelineTemplates', tag, summary: 'Pipelines to begin with', method: 'GET', path: '/pipeline-templates', access: 'pipelines:read',
  response: List('PipelineTemplateList', PipelineTemplate),
});
export const createPipelineFromTemplate = endpoint({
  operationId: 'createPipelineFromTemplate', tag, summary: 'Add a pipeline from a template', method: 'POST', path: '/pipelines/from-template',
  access: 'pipelines:write', status: 201, body: PipelineFromTemplate, response: Pipeline, errors: [409, 422],
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
