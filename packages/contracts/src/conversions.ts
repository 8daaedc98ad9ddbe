import { Type, type Static, type TSchema } from 'typebox';
import { endpoint } from './endpoint.ts';
import { exitConfirmation } from './pipelines.ts';
import { ById, Id, Instant, Nullable, OneOf, RequiredText, Shape, Text, named } from './schemas.ts';

/** S0-10.8-b. */
export const ConversionType = OneOf(['active_without_invoice', 'active_with_invoice', 'new_with_proforma'] as const,
  'What the subscriber begins as, and which bill comes with it (S0-10.8-b).');

export const RouterService = OneOf(['pppoe', 'hotspot', 'user_manager'] as const);

/** S1-4-c: the user on the router. What is left out is made up: the name from the lead, the profile from the package. */
export const RouterUserRequest = named('RouterUserRequest', Shape({
  routerId: Id,
  service: RouterService,
  username: Type.Optional(Type.String({ minLength: 1, maxLength: 63, pattern: '^[A-Za-z0-9._@-]+$', description: 'Letters, digits and . _ @ -' })),
  password: Type.Optional(Type.String({ minLength: 6, maxLength: 63, pattern: '^[\\x21-\\x7e]+$', description: 'At least 6 characters, no blanks.' })),
  profile: Type.Optional(RequiredText(63)),
  ipAddress: Type.Optional(Nullable(Type.String({ format: 'ipv4', description: 'Left to the router’s profile where empty.' }))),
  addressPool: Type.Optional(Nullable(RequiredText(63, 'The next free address of this pool, taken when it is made; instead of an address.'))),
}));

const request = {
  type: ConversionType,
  offerId: Type.Optional(Nullable(Type.String({ format: 'uuid', description: 'The lead’s package where left out.' }))),
  startsOn: Type.Optional(Type.String({ format: 'date' })),
  installationAddress: Type.Optional(Nullable(Text(300))),
  routerUser: Type.Optional(RouterUserRequest),
  subscriberId: Type.Optional(Type.String({ format: 'uuid', description: 'An existing subscriber who gets the service; none is made then.' })),
  appointment: Type.Optional(Shape({
    technicianId: Type.Optional(Nullable(Id)),
    from: Type.String({ format: 'date-time' }),
    to: Type.String({ format: 'date-time', description: 'After `from`, at most 24 hours later.' }),
  }, { description: 'Who installs it and when; left out, the service order is open.' })),
};
export const ConversionRequest = named('ConversionRequest', Shape(request));
export type ConversionRequest = Static<typeof ConversionRequest>;

export const ConversionEffect = named('ConversionEffect', Shape({
  kind: OneOf(['subscriber', 'subscription', 'invoice', 'service_order', 'equipment', 'router_user', 'lead'] as const),
  summary: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
}));
export const ConversionPlan = named('ConversionPlan', Shape({
  planHash: Type.String({ description: 'Brought to the conversion; 409 `plan_changed` if the world is no longer the one planned for.' }),
  effects: Type.Array(ConversionEffect),
  duplicates: Type.Array(Shape({
    kind: OneOf(['subscriber'] as const), id: Id, number: Type.String(), title: Type.String(), matches: OneOf(['phone', 'email', 'name'] as const),
  })),
  blockers: Type.Array(Shape({ code: Type.String(), message: Type.String() })),
  notices: Type.Array(Shape({ code: Type.String(), message: Type.String() }), {
    description: 'What stops nothing and should be known, for example `appointment_clash`; not part of what `planHash` stands for.',
  }),
  exitCriteria: Type.Array(Type.String(), { description: 'What the stage that the lead leaves asks for; the conversion is brought what is met.' }),
  firstBill: Shape({
    setupFee: Type.String(), firstMonth: Type.String(), tax: Type.String(), taxName: Type.String(), taxRate: Type.String(), total: Type.String(),
  }, { description: 'What the customer pays first; computed by the server, rounded once per line (D17).' }),
}));
export type ConversionPlan = Static<typeof ConversionPlan>;

export const conversionSteps = ['plan', 'connect', 'look_up', 'add', 'read_back', 'enable', 'records', 'clean_up'] as const;
export const ConversionStep = named('ConversionStep', Shape({
  name: OneOf(conversionSteps),
  title: Type.String(),
  state: OneOf(['waiting', 'running', 'done', 'failed', 'skipped'] as const),
  attempts: Type.Integer(),
  message: Nullable(Type.String({ description: 'What the router said.' })),
  at: Nullable(Instant),
  skipReason: Nullable(Type.String({ description: 'Why a person left it out; null where nobody did.' })),
  skippedBy: Nullable(Type.String()),
  canSkip: Type.Boolean({ description: 'Whether it may be left out now: where it stands still, and its rule allows it.' }),
}));
export const Skip = <Name extends TSchema>(name: Name) => Shape({ step: name, reason: RequiredText(500, 'Kept with the step, with the subscriber and in the history.') });
export const Conversion = named('Conversion', Shape({
  id: Id,
  leadId: Id,
  leadTitle: Type.String(),
  type: ConversionType,
  state: OneOf(['running', 'done', 'failed', 'cancelled'] as const),
  value: Type.String({ description: 'The monthly value it brought (S3-db-c).' }),
  subscriberId: Nullable(Id),
  subscriptionId: Nullable(Id),
  routerUserId: Nullable(Id),
  invoiceId: Nullable(Id),
  invoiceNumber: Nullable(Type.String()),
  serviceOrderId: Nullable(Id),
  serviceOrderNumber: Nullable(Type.String()),
  withdrawnAt: Nullable(Type.String({ format: 'date-time', description: 'When what it made was taken back, because the lead was opened again.' })),
  problem: Nullable(Type.String({ description: 'Why it failed, and that nothing was left behind.' })),
  waiting: Nullable(Shape({
    for: OneOf(['router', 'maintenance'] as const),
    nextTryAt: Nullable(Type.String({ format: 'date-time', description: 'By itself; null where it goes on when the maintenance is over.' })),
    until: Nullable(Type.String({ format: 'date-time', description: 'When it fails if the router has not answered by then.' })),
  }, { description: 'While it runs and waits for its router; it can be tried at once, cancelled, or the step it stands at left out.' })),
  cleanUpPending: Type.Boolean({ description: 'The router could not be reached to make sure nothing is left; it is tried again by itself.' }),
  steps: Type.Array(ConversionStep),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
}));
export type Conversion = Static<typeof Conversion>;

const tag = 'conversions';
export const planConversion = endpoint({
  operationId: 'planConversion', tag, summary: 'What converting this lead would make; changes nothing', method: 'POST', path: '/leads/:id/conversion-plan',
  access: 'conversions:write', params: ById, body: ConversionRequest, response: ConversionPlan, errors: [404, 409, 422],
});
export const convertLead = endpoint({
  operationId: 'convertLead', tag, summary: 'Convert a lead into a subscriber', method: 'POST', path: '/leads/:id/conversion', access: 'conversions:write',
  status: 202, params: ById, body: named('ConvertLead', Shape({ planHash: RequiredText(100), ...request, ...exitConfirmation })), response: Conversion, errors: [404, 409, 422],
});
export const getConversion = endpoint({
  operationId: 'getConversion', tag, summary: 'A conversion and its steps', method: 'GET', path: '/conversions/:id', access: 'leads:read', params: ById,
  response: Conversion, errors: [404],
});
export const retryConversion = endpoint({
  operationId: 'retryConversion', tag, summary: 'Try a conversion that failed or waits again now', method: 'POST', path: '/conversions/:id/retry', access: 'conversions:write',
  status: 202, params: ById, response: Conversion, errors: [404, 409],
});
export const cancelConversion = endpoint({
  operationId: 'cancelConversion', tag, summary: 'Stop a running conversion and clean up', method: 'POST', path: '/conversions/:id/cancel',
  description: 'One that waits ends at once, another before its next try. What is on the router goes, as soon as the router answers.',
  access: 'conversions:write', status: 202, params: ById, response: Conversion, errors: [404, 409],
});
export const skipConversionStep = endpoint({
  operationId: 'skipConversionStep', tag, summary: 'Leave out the step that a conversion stands at', method: 'POST', path: '/conversions/:id/skip',
  description: '`connect`, `look_up` and `add` leave out everything that follows on the router: the subscriber is made, and the router user is as good as there until a '
    + 'comparison says otherwise. `read_back` and `enable` leave out only themselves; `clean_up` gives up looking for what may be left. `plan` and `records` are never left out. '
    + '409 `cannot_be_skipped` or `not_at_this_step`.',
  access: 'router-users:write', status: 202, params: ById, body: Skip(ConversionStep.properties.name), response: Conversion, errors: [404, 409, 422],
});

const WhatBecomes = Shape({ kind: OneOf(['subscription', 'router_user', 'invoice', 'service_order', 'subscriber'] as const), summary: Type.String() });
export const Reopening = named('Reopening', Shape({
  takenBack: Type.Array(WhatBecomes, { description: 'What would be ended, removed or cancelled.' }),
  stays: Type.Array(WhatBecomes, { description: 'What cannot be taken back, and why.' }),
}));
export type Reopening = Static<typeof Reopening>;
export const planReopening = endpoint({
  operationId: 'planReopening', tag, summary: 'What opening a converted lead again would take back, and what it could not', method: 'GET', path: '/leads/:id/reopening',
  access: 'leads:reopen', params: ById, response: Reopening, errors: [404, 409],
});
