import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Due, FollowUpTime } from './lead-schemas.ts';
import { Id, Instant, Nullable, OneOf, Shape, Text, named } from './schemas.ts';

/** D10: notes, actions and activities of the documents are one noun. */
export const ActivityType = OneOf(['call', 'meeting', 'task', 'email', 'text', 'note', 'quote_sent'] as const);
export const Outcome = OneOf(['answered', 'voicemail', 'no_answer', 'interested', 'not_interested'] as const);

export const Activity = named('Activity', Shape({
  id: Id, leadId: Id, type: ActivityType, outcome: Nullable(Outcome), body: Nullable(Type.String()), isInternal: Type.Boolean(),
  doneAt: Instant, createdById: Nullable(Id), followUp: Due, leadVersion: Type.Integer(),
}));
export const NewActivity = named('NewActivity', Shape({
  leadId: Id,
  type: ActivityType,
  outcome: Type.Optional(Outcome),
  body: Type.Optional(Text(10_000)),
  isInternal: Type.Optional(Type.Boolean({ default: true, description: 'Not for the customer’s eyes.' })),
  /** The next step; null clears it, left out it stays as it is. */
  followUpAt: Type.Optional(Nullable(FollowUpTime)),
  followUpNote: Type.Optional(Nullable(Text(200))),
}));
export type NewActivity = Static<typeof NewActivity>;

export const createActivity = endpoint({
  operationId: 'createActivity', tag: 'activities', summary: 'Log a call, note or other contact, and set the next step with it', method: 'POST', path: '/activities',
  access: 'activities:write', status: 201, body: NewActivity, response: Activity, errors: [404, 409, 422],
});
