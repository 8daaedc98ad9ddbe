import { Type, type Static } from 'typebox';
import { ActivityStatus, ActivityType, Outcome } from './activities.ts';
import { endpoint } from './endpoint.ts';
import { ExtraFields, LeadColumns, LeadSort, Narrowing } from './lead-filters.ts';
import { Board, Lead, LeadCard, LeadChanges, NewLead } from './lead-schemas.ts';
import { StageType, exitConfirmation } from './pipelines.ts';
import { ById, Cursor, ExportFormat, Id, Instant, Limit, List, Nullable, OneOf, Page, RequiredText, Shape, named, paging } from './schemas.ts';

const tag = 'leads';

export const listLeads = endpoint({
  operationId: 'listLeads', tag, summary: 'List leads', method: 'GET', path: '/leads', access: 'leads:read',
  description: 'A custom field is filtered as `customFields.<name>`: a list’s values separated by commas, part of a text, a range of numbers or days.',
  query: Narrowing({
    ...paging,
    sort: Type.Optional(LeadSort),
    fields: Type.Optional(ExtraFields),
    count: Type.Optional(Type.Boolean({ description: 'Also count, up to 1,001.' })),
  }),
  response: Page('LeadCardPage', LeadCard),
});

export const exportLeads = endpoint({
  operationId: 'exportLeads', tag, summary: 'All leads that the filters leave, as a file for a spreadsheet', method: 'GET', path: '/leads/export',
  access: 'leads:read', answers: 'bytes',
  description: 'Narrowed down and in order as the list is. Number, name and company come first, then the columns that are named, or all. '
    + 'The file can be imported again. Who exported what, and how many, is an event.',
  query: Narrowing({
    format: ExportFormat,
    sort: Type.Optional(LeadSort),
    columns: Type.Optional(LeadColumns),
  }),
});

export const getBoard = endpoint({
  operationId: 'getBoard', tag, summary: 'The board: per stage count, value and the first cards', method: 'GET', path: '/leads/board', access: 'leads:read',
  description: 'Narrowed down as the list is; `stageId` and `status` choose the stages that are shown, and a cursor brings the next cards of one stage.',
  query: Narrowing({ cursor: Type.Optional(Cursor), limit: Type.Optional(Limit(30)) }),
  response: Board, errors: [404],
});

export const getLead = endpoint({
  operationId: 'getLead', tag, summary: 'One lead', method: 'GET', path: '/leads/:id', access: 'leads:read', params: ById, response: Lead, errors: [404],
});
export const createLead = endpoint({
  operationId: 'createLead', tag, summary: 'Add a lead', method: 'POST', path: '/leads', access: 'leads:write', status: 201, body: NewLead, response: Lead,
  description: 'At least one of name, companyName, phone, email. A phone that an open lead has already answers 409 `duplicate_lead` with that lead (D3).',
  errors: [409, 422],
});
export const updateLead = endpoint({
  operationId: 'updateLead', tag, summary: 'Change a lead’s fields', method: 'PATCH', path: '/leads/:id', access: 'leads:write', params: ById,
  body: LeadChanges, response: Lead, errors: [404, 409, 412, 422],
});
export const deleteLead = endpoint({
  operationId: 'deleteLead', tag, summary: 'Delete a lead; it can be restored', method: 'DELETE', path: '/leads/:id', access: 'leads:delete', status: 204,
  params: ById, errors: [404, 409],
});
export const restoreLead = endpoint({
  operationId: 'restoreLead', tag, summary: 'Bring a deleted lead back', method: 'POST', path: '/leads/:id/restore', access: 'leads:delete', params: ById,
  response: Lead, errors: [404, 409],
});

export const MoveLead = named('MoveLead', Shape({
  stageId: Id,
  beforeId: Type.Optional(Type.String({ format: 'uuid', description: 'Put it directly before this lead.' })),
  afterId: Type.Optional(Type.String({ format: 'uuid', description: 'Put it directly after this lead. With neither it goes on top.' })),
  lostReason: Type.Optional(RequiredText(500)),
  ...exitConfirmation,
}));
export const moveLead = endpoint({
  operationId: 'moveLead', tag, summary: 'Move a lead to a stage, or to a place within it', method: 'POST', path: '/leads/:id/move', access: 'leads:move',
  description: 'A lost stage asks for a reason. Moving to a won stage sets the status and makes no subscriber; converting does both. '
    + 'Going forward from a stage with exit criteria answers 422 `exit_criteria` with those that are open, unless they are confirmed or a reason '
    + 'is given to go on without. A stage of another pipeline takes the lead there.',
  params: ById, body: MoveLead, response: Lead, errors: [404, 409, 412, 422],
});
export const stopContact = endpoint({
  operationId: 'stopContact', tag, summary: 'Write down that somebody is not to be contacted, and why', method: 'POST', path: '/leads/:id/stop-contact', access: 'leads:write',
  description: 'Nothing is written to them from then on, but the one-time codes they ask for themselves. A converted lead too: it holds for its subscriber.',
  params: ById, body: Shape({ reason: RequiredText(200) }), response: Lead, errors: [404, 409, 412],
});
export const allowContact = endpoint({
  operationId: 'allowContact', tag, summary: 'Let somebody be contacted again', method: 'POST', path: '/leads/:id/allow-contact', access: 'leads:allow-contact',
  params: ById, response: Lead, errors: [404, 409, 412],
});
export const claimLead = endpoint({
  operationId: 'claimLead', tag, summary: 'Take an unclaimed lead; the first wins', method: 'POST', path: '/leads/:id/claim', access: 'leads:claim',
  description: 'Everybody after the first gets 409 `already_claimed` with `claimedBy`. Who has as many leads without a first action as the pipeline '
    + 'allows gets 409 `too_many_untouched` with both numbers.',
  params: ById, response: Lead, errors: [404, 409],
});
export const claimNextLead = endpoint({
  operationId: 'claimNextLead', tag, summary: 'Take the unclaimed lead that has waited longest', method: 'POST', path: '/leads/claim-next', access: 'leads:claim',
  description: 'However many ask at once, each gets another lead. 409 `queue_empty` where none waits, 409 `too_many_untouched` as for claiming one.',
  body: named('ClaimNext', Shape({ pipelineId: Type.Optional(Type.String({ format: 'uuid', description: 'Only from this pipeline.' })) })),
  response: Lead, errors: [409, 422],
});
export const assignLead = endpoint({
  operationId: 'assignLead', tag, summary: 'Give a lead to somebody, or back to the unclaimed', method: 'POST', path: '/leads/:id/assign', access: 'leads:assign',
  description: 'Whoever may give leads decides; the cap of untouched leads is asked of those who claim only.',
  params: ById, body: Shape({ ownerId: Nullable(Id) }), response: Lead, errors: [404, 409, 412, 422],
});

/** One line of a record's history: an event, and the activity where it was one. */
export const TimelineEntry = named('TimelineEntry', Shape({
  id: Id,
  type: Type.String({ description: 'The event’s type, for example lead.stage_changed.' }),
  at: Instant,
  actor: Shape({ kind: OneOf(['user', 'token', 'system', 'prospect'] as const), id: Nullable(Id), name: Type.String() }),
  changes: Type.Record(Type.String(), Type.Unknown()),
}));

/** What a lead's timeline can be narrowed to. Whatever is none of the others is a change. */
export const timelineKinds = ['activities', 'stages', 'changes', 'files', 'captures', 'quotes'] as const;
export const TimelineKind = OneOf(timelineKinds);
export type TimelineKind = (typeof timelineKinds)[number];

/** The activity that an event is about, as it is now. */
export const TimelineActivity = named('TimelineActivity', Shape({
  id: Id, type: ActivityType, status: ActivityStatus, outcome: Nullable(Outcome), subject: Nullable(Type.String()), body: Nullable(Type.String()),
  isInternal: Type.Boolean(), isEdited: Type.Boolean(), canEdit: Type.Boolean(),
}));
export const LeadTimelineEntry = named('LeadTimelineEntry', Shape({
  ...TimelineEntry.properties,
  kind: TimelineKind,
  activity: Nullable(TimelineActivity),
  activityDeleted: Type.Boolean({ description: 'The activity was deleted afterwards: that it was there stays, what was written does not.' }),
  mergedFrom: Nullable(Type.String({ description: 'The number of the lead that it happened to, where that one was merged into this one.' })),
  stoodSeconds: Nullable(Type.Integer({ description: 'Where the stage changed: how long the lead stood in the one it left.' })),
}));
export type LeadTimelineEntry = Static<typeof LeadTimelineEntry>;
export const getLeadTimeline = endpoint({
  operationId: 'getLeadTimeline', tag, summary: 'Everything that happened to a lead, newest first', method: 'GET', path: '/leads/:id/timeline',
  access: 'leads:read', params: ById, response: Page('TimelinePage', LeadTimelineEntry), errors: [404],
  query: Shape({
    ...paging,
    kinds: Type.Optional(Type.String({
      maxLength: 60, pattern: `^(${timelineKinds.join('|')})(,(${timelineKinds.join('|')})){0,4}$`, description: `${timelineKinds.join(', ')}; several separated by commas.`,
    })),
  }),
});

export const StageTime = named('StageTime', Shape({
  stageId: Id, name: Type.String({ description: 'As it was called then.' }), type: Nullable(StageType), seconds: Type.Integer(),
  times: Type.Integer({ description: 'How often the lead came here.' }), isCurrent: Type.Boolean(),
}));
export const getLeadStageTimes = endpoint({
  operationId: 'getLeadStageTimes', tag, summary: 'How long a lead stood in each stage, in the order it came to them', method: 'GET', path: '/leads/:id/stage-times',
  access: 'leads:read', params: ById, response: List('StageTimeList', StageTime), errors: [404],
});
export type StageTime = Static<typeof StageTime>;
