/** One change of many leads: which leads, what is done with them, what would come of it, and the job that does it. */
import { Type, type Static } from 'typebox';
import { ConversionType, RouterService } from './conversions.ts';
import { endpoint } from './endpoint.ts';
import { StartedJob } from './jobs.ts';
import { LeadFilters } from './lead-filters.ts';
import { BulkLeadChanges, FollowUpTime, mostTagsOfLead } from './lead-schemas.ts';
import { Id, Nullable, OneOf, RequiredText, Shape, Text, named } from './schemas.ts';

const tag = 'leads';

/** So many leads are named one by one; more are chosen by a filter. */
export const mostIdsInBulk = 1000;
/** So many are converted in one go: each is planned and made by itself. */
export const mostConversionsInBulk = 1000;
/** So many a filter may mean. */
export const mostLeadsInBulk = 100_000;

export const bulkActionTypes = ['edit', 'move', 'lose', 'assign', 'tag', 'follow_up', 'convert', 'delete'] as const;
export type BulkActionType = (typeof bulkActionTypes)[number];

const TagIds = (description: string) => Type.Array(Id, { maxItems: mostTagsOfLead, uniqueItems: true, description });

export const BulkConversion = named('BulkConversion', Shape({
  type: ConversionType,
  offerId: Type.Optional(Type.String({ format: 'uuid', description: 'Each lead’s own package where left out.' })),
  startsOn: Type.Optional(Type.String({ format: 'date' })),
  routerUser: Type.Optional(Shape({
    routerId: Id, service: RouterService,
    addressPool: Type.Optional(RequiredText(63, 'Each gets the next free address of this pool.')),
  }, { description: 'Named after each lead; the profile is that of its package.' })),
  alsoSimilar: Type.Optional(Type.Boolean({ description: 'Also leads whose phone or email a subscriber has already.' })),
}));
export type BulkConversion = Static<typeof BulkConversion>;

export const BulkAction = named('BulkAction', Shape({
  type: OneOf(bulkActionTypes, 'edit takes `changes`; move `stageId`; lose `lostReason`; assign `ownerId`; tag `addTagIds` or `removeTagIds`; follow_up `followUpAt`; convert `conversion`.'),
  changes: Type.Optional(BulkLeadChanges),
  stageId: Type.Optional(Type.String({ format: 'uuid', description: 'An open stage: winning and losing are other steps.' })),
  exitCriteriaSkipReason: Type.Optional(RequiredText(500, 'Why leads go on from a stage whose exit criteria nobody confirmed.')),
  lostReason: Type.Optional(RequiredText(500)),
  ownerId: Type.Optional(Nullable(Type.String({ format: 'uuid', description: 'Null gives them back to the unclaimed.' }))),
  addTagIds: Type.Optional(TagIds('They get these besides those they have.')),
  removeTagIds: Type.Optional(TagIds('They have these no longer.')),
  followUpAt: Type.Optional(Nullable(FollowUpTime)),
  followUpNote: Type.Optional(Nullable(Text(200))),
  conversion: Type.Optional(BulkConversion),
}));
export type BulkAction = Static<typeof BulkAction>;

const selection = {
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: mostIdsInBulk, uniqueItems: true, description: `These leads, at most ${mostIdsInBulk}.` })),
  filter: Type.Optional(LeadFilters),
};

const ProblemLead = Shape({ id: Id, number: Type.String(), title: Type.String() });

export const bulkProblemCodes = [
  'locked', 'converting', 'claim_first', 'not_allowed', 'exit_criteria', 'lost', 'has_subscriber', 'no_package', 'no_profile', 'no_won_stage', 'username_taken',
  'router_unreachable', 'similar_subscriber', 'pool_is_full', 'password_needed', 'type_not_offered', 'refused',
] as const;
export const BulkPreview = named('BulkPreview', Shape({
  selectionId: Type.String({ format: 'uuid', description: 'Means exactly these leads, for a day, whatever happens to them meanwhile.' }),
  total: Type.Integer(),
  changes: Type.Integer({ description: 'Leads that the change would reach.' }),
  unchanged: Type.Integer({ description: 'Leads that are so already, as far as it can be told before.' }),
  problems: Type.Array(Shape({
    code: OneOf(bulkProblemCodes),
    detail: Type.String(),
    count: Type.Integer(),
    leads: Type.Array(ProblemLead, { description: 'The first few of them.' }),
  }), { description: 'Leads that would be left as they are, by the reason.' }),
}));
export type BulkPreview = Static<typeof BulkPreview>;

export const previewBulkChange = endpoint({
  operationId: 'previewBulkChange', tag, summary: 'What a change of many leads would come to', method: 'POST', path: '/leads/bulk/preview', access: 'leads:write',
  description: 'Chosen by `ids` or by a `filter` as the list takes it. The answer’s `selectionId` then runs the change for exactly the leads that were looked at.',
  body: named('BulkPreviewRequest', Shape({ ...selection, action: BulkAction })), response: BulkPreview, errors: [404, 422],
});
export const startBulkChange = endpoint({
  operationId: 'startBulkChange', tag, summary: 'Change many leads', method: 'POST', path: '/leads/bulk', access: 'leads:write', status: 202,
  description: 'A job, whose results say what came of each lead; one that may not be changed is skipped and named. It can be undone for an hour: what was '
    + 'changed since stays as it is.',
  body: named('BulkChangeRequest', Shape({
    ...selection, selectionId: Type.Optional(Type.String({ format: 'uuid', description: 'As a preview gave it.' })), action: BulkAction,
  })),
  response: StartedJob, errors: [404, 422],
});
export const repeatBulkChange = endpoint({
  operationId: 'repeatBulkChange', tag, summary: 'Do again what a job did, with the leads that it left as they are', method: 'POST', path: '/leads/bulk/repeat',
  access: 'leads:write', status: 202, body: Shape({ jobId: Id }), response: StartedJob, errors: [404, 409],
});
