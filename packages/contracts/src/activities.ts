import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Due, FollowUpTime, Priority } from './lead-schemas.ts';
import { StageType } from './pipelines.ts';
import { ById, Changes, Id, IdList, Instant, Nullable, OneOf, Page, Search, Shape, Text, Version, named, paging } from './schemas.ts';

const tag = 'activities';

/** D10: notes, actions and activities of the documents are one noun. */
export const activityTypes = ['call', 'meeting', 'task', 'email', 'text', 'note', 'quote_sent'] as const;
export const ActivityType = OneOf(activityTypes);
export const outcomes = ['answered', 'voicemail', 'no_answer', 'interested', 'not_interested'] as const;
export const Outcome = OneOf(outcomes);
/** S2-act-b: its `scheduled` is planned here, its `completed` done. */
export const activityStatuses = ['planned', 'in_progress', 'done', 'cancelled'] as const;
export const ActivityStatus = OneOf(activityStatuses, 'Planned and in progress are still to be done; a planned one has a subject.');
export type ActivityStatus = Static<typeof ActivityStatus>;

/** Several of a few words, separated by commas. */
const anyOf = (words: readonly string[]) => {
  const one = `(${words.join('|')})`;
  return Type.String({ maxLength: 100, pattern: `^${one}(,${one}){0,${words.length - 1}}$`, description: `${words.join(', ')}; several separated by commas.` });
};

export const ActivityPermissions = named('ActivityPermissions', Shape({
  edit: Type.Boolean({ description: 'Change, finish or delete it: one’s own, and those on leads one may change.' }),
}, { description: 'What the caller may do with this activity now.' }));

export const Activity = named('Activity', Shape({
  id: Id,
  leadId: Nullable(Id),
  leadNumber: Nullable(Type.String()),
  leadTitle: Nullable(Type.String()),
  leadStatus: Nullable(StageType),
  leadOwnerId: Nullable(Id),
  type: ActivityType,
  status: ActivityStatus,
  outcome: Nullable(Outcome),
  subject: Nullable(Type.String({ description: 'What it is about, in a line.' })),
  body: Nullable(Type.String({ description: 'What was said or is to be known.' })),
  priority: Nullable(Priority),
  isInternal: Type.Boolean(),
  dueAt: Nullable(Type.String({ description: 'When it is to be done: an instant, or a date where the hour does not matter.' })),
  due: OneOf(['late', 'today', 'later', 'none'] as const, 'Where it stands against the clock, in the time zone of the lead’s owner; none once it is done, or its lead won or lost.'),
  isNextStep: Type.Boolean({ description: 'It is the earliest that is planned for its lead, and so the lead’s follow-up (D16).' }),
  assigneeId: Nullable(Type.String({ format: 'uuid', description: 'Whose it is to do, where it is not the lead’s owner’s.' })),
  assigneeName: Nullable(Type.String({ description: 'Who is to do it: the assignee, else the lead’s owner.' })),
  doneAt: Nullable(Instant),
  doneById: Nullable(Id),
  doneByName: Nullable(Type.String()),
  createdById: Nullable(Id),
  createdByName: Nullable(Type.String()),
  createdAt: Instant,
  updatedAt: Instant,
  version: Version,
  can: ActivityPermissions,
}));
export type Activity = Static<typeof Activity>;

/** What a write answers: the activity, and the lead’s next step after it. */
export const LoggedActivity = named('LoggedActivity', Shape({
  ...Activity.properties, leadId: Id, followUp: Due, leadVersion: Type.Integer(),
}));
export type LoggedActivity = Static<typeof LoggedActivity>;

const writable = {
  type: ActivityType,
  outcome: Nullable(Outcome),
  subject: Nullable(Text(200)),
  body: Nullable(Text(10_000)),
  priority: Nullable(Priority),
  isInternal: Type.Boolean({ description: 'Not for the customer’s eyes.' }),
  dueAt: Nullable(FollowUpTime),
  assigneeId: Nullable(Id),
  status: ActivityStatus,
};

/** The lead’s next step; null takes it away, left out it stays as it is. */
const nextStep = {
  followUpAt: Type.Optional(Nullable(FollowUpTime)),
  followUpNote: Type.Optional(Nullable(Text(200))),
};

export const NewActivity = named('NewActivity', Shape({
  leadId: Id,
  type: ActivityType,
  outcome: Type.Optional(Outcome),
  subject: Type.Optional(Text(200)),
  body: Type.Optional(Text(10_000)),
  priority: Type.Optional(Priority),
  isInternal: Type.Optional(Type.Boolean({ default: true, description: 'Not for the customer’s eyes.' })),
  status: Type.Optional(OneOf(['planned', 'in_progress', 'done'] as const, 'Done where it is left out.')),
  dueAt: Type.Optional(FollowUpTime),
  assigneeId: Type.Optional(Nullable(Id)),
  ...nextStep,
}));
export type NewActivity = Static<typeof NewActivity>;

export const ActivityChanges = named('ActivityChanges', Changes(Shape(writable)));
export type ActivityChanges = Static<typeof ActivityChanges>;

export const CompleteActivity = named('CompleteActivity', Shape({
  outcome: Type.Optional(Outcome), body: Type.Optional(Text(10_000)), ...nextStep,
}));
export type CompleteActivity = Static<typeof CompleteActivity>;

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', maxLength: 10, description: 'A day (YYYY-MM-DD) where the caller is.' });

export const listActivities = endpoint({
  operationId: 'listActivities', tag, summary: 'The activity log: what was done and what is planned, on leads one may see', method: 'GET', path: '/activities',
  access: 'leads:read',
  description: 'Ordered by when it was done, or is due; without either, by when it was written down.',
  query: Shape({
    ...paging,
    leadId: Type.Optional(Id),
    type: Type.Optional(anyOf(activityTypes)),
    outcome: Type.Optional(anyOf(outcomes)),
    status: Type.Optional(anyOf(activityStatuses)),
    userId: Type.Optional(IdList),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    q: Type.Optional(Search),
    sort: Type.Optional(OneOf(['-at', 'at'] as const)),
  }),
  response: Page('ActivityPage', Activity),
});
export const getActivity = endpoint({
  operationId: 'getActivity', tag, summary: 'One activity', method: 'GET', path: '/activities/:id', access: 'leads:read', params: ById, response: Activity,
  errors: [404],
});
export const createActivity = endpoint({
  operationId: 'createActivity', tag, summary: 'Log what was done, or plan what is to be done', method: 'POST', path: '/activities',
  access: 'activities:write', status: 201, body: NewActivity, response: LoggedActivity, errors: [404, 409, 422],
  description: 'What was done can set the lead’s next step in the same breath. Where the next step was planned as the very thing that was done and is due, '
    + 'it is that one which becomes done.',
});
export const updateActivity = endpoint({
  operationId: 'updateActivity', tag, summary: 'Change an activity', method: 'PATCH', path: '/activities/:id', access: 'activities:write', params: ById,
  body: ActivityChanges, response: LoggedActivity, errors: [404, 409, 412, 422],
});
export const deleteActivity = endpoint({
  operationId: 'deleteActivity', tag, summary: 'Delete an activity; that it was there stays in the lead’s timeline', method: 'DELETE', path: '/activities/:id',
  access: 'activities:write', status: 204, params: ById, errors: [404, 409],
});
export const completeActivity = endpoint({
  operationId: 'completeActivity', tag, summary: 'Finish what was planned, and say what comes next', method: 'POST', path: '/activities/:id/complete',
  access: 'activities:write', params: ById, body: CompleteActivity, response: LoggedActivity, errors: [404, 409, 422],
  description: 'Answers with the lead’s next step: where there is none, ask for it. What is done already answers 409 `not_open`.',
});
