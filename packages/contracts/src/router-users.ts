/** Users on routers after their conversion, or without one: what is done to them is an operation with visible steps. */
import { Type, type Static } from 'typebox';
import { ConversionStep, RouterService, RouterUserRequest, Skip } from './conversions.ts';
import { endpoint } from './endpoint.ts';
import { ById, Id, Instant, Money, Nullable, OneOf, Page, RequiredText, Search, Shape, named, paging } from './schemas.ts';
import { RouterUserState } from './subscribers.ts';

const tag = 'router-users';

export const routerOperationKinds = ['create', 'enable', 'suspend', 'resume', 'change', 'remove'] as const;
export const routerOperationSteps = ['connect', 'look_up', 'add', 'read_back', 'enable', 'suspend', 'remove'] as const;
export const RouterOperation = named('RouterOperation', Shape({
  id: Id,
  routerUserId: Id,
  routerId: Id,
  routerName: Type.String(),
  username: Type.String(),
  subscriberId: Nullable(Id),
  kind: OneOf(routerOperationKinds),
  state: OneOf(['queued', 'running', 'done', 'failed', 'cancelled'] as const),
  reason: Nullable(Type.String()),
  problem: Nullable(Type.String({ description: 'Why it failed; while it is queued, why it has to be tried again.' })),
  nextTryAt: Nullable(Instant),
  steps: Type.Array(Shape({ ...ConversionStep.properties, name: OneOf(routerOperationSteps) })),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
}));
export type RouterOperation = Static<typeof RouterOperation>;

export const RouterUserRow = named('RouterUserRow', Shape({
  id: Id,
  routerId: Id,
  routerName: Type.String(),
  service: RouterService,
  username: Type.String(),
  profile: Type.String(),
  ipAddress: Nullable(Type.String()),
  state: RouterUserState,
  subscriberId: Nullable(Id),
  subscriberName: Nullable(Type.String()),
  conversionId: Nullable(Id),
  lastOperation: Nullable(Shape({
    id: Id, kind: OneOf(routerOperationKinds), state: RouterOperation.properties.state, problem: Nullable(Type.String()),
  })),
  createdAt: Instant,
}));
export type RouterUserRow = Static<typeof RouterUserRow>;

export const listRouterUsers = endpoint({
  operationId: 'listRouterUsers', tag, summary: 'List users on routers, newest first', method: 'GET', path: '/router-users', access: 'routers:read',
  query: Shape({ ...paging, routerId: Type.Optional(Id), subscriberId: Type.Optional(Id), state: Type.Optional(RouterUserState), q: Type.Optional(Search) }),
  response: Page('RouterUserPage', RouterUserRow),
});
export const getRouterUser = endpoint({
  operationId: 'getRouterUser', tag, summary: 'One user on a router', method: 'GET', path: '/router-users/:id', access: 'routers:read', params: ById,
  response: RouterUserRow, errors: [404],
});
const { routerId: _, ...user } = RouterUserRequest.properties;
export const createRouterUser = endpoint({
  operationId: 'createRouterUser', tag, summary: 'Make a user on a router (S1-4-e)', method: 'POST', path: '/routers/:id/users', access: 'router-users:write',
  status: 202, params: ById,
  description: 'For integrators. With the same `Idempotency-Key` it is asked for once, however often it is sent; on the router every step looks first. '
    + 'A password that is left out is made up.',
  body: named('NewRouterUser', Shape({
    ...user, username: Type.String({ minLength: 1, maxLength: 63, pattern: '^[A-Za-z0-9._@-]+$' }), offerId: Type.Optional(Type.String({ format: 'uuid', description: 'Its profile is taken where none is named.' })),
    subscriberId: Type.Optional(Id),
  })),
  response: RouterOperation, errors: [404, 409, 422],
});
const reason = { reason: Type.Optional(RequiredText(500)) };
const RouterUserChange = named('RouterUserChange', Shape({
  offerId: Type.Optional(Id),
  monthlyPrice: Type.Optional({ ...Money, description: 'What was agreed for the package; its price of now where left out.' }),
  profile: user.profile, password: user.password, ipAddress: user.ipAddress, addressPool: user.addressPool, ...reason,
}));
const act = { tag, method: 'POST', access: 'router-users:write', status: 202, params: ById, response: RouterOperation, errors: [404, 409] } as const;
export const suspendRouterUser = endpoint({
  ...act, operationId: 'suspendRouterUser', summary: 'Disable a user and end its session', path: '/router-users/:id/suspend', body: Shape(reason),
});
export const resumeRouterUser = endpoint({
  ...act, operationId: 'resumeRouterUser', summary: 'Enable a user that is suspended or waits', path: '/router-users/:id/resume', body: Shape(reason),
});
export const changeRouterUser = endpoint({
  ...act, operationId: 'changeRouterUser', summary: 'Give a user another package, profile, password or address', path: '/router-users/:id/change', errors: [404, 409, 422],
  description: 'A package changes the subscriber’s subscription too, at its price of now where none is named. The session ends, so that it holds at once.',
  body: RouterUserChange,
});
export const planRouterUserChange = endpoint({
  operationId: 'planRouterUserChange', tag, summary: 'What a change of a user would come to, on the router and here; changes nothing', method: 'POST',
  path: '/router-users/:id/change-plan', access: 'router-users:write', params: ById, body: RouterUserChange, errors: [404, 422],
  response: named('RouterUserChangePlan', Shape({
    effects: Type.Array(Shape({
      kind: OneOf(['router', 'session', 'subscription', 'wait'] as const, 'router: what is set there; session: what the subscriber notices; subscription: what they have and pay; wait: that the router did not answer lately.'),
      summary: Type.String(),
      monthlyPrice: Nullable(Type.String({ description: 'Of the subscription from then on, where it changes.' })),
    }), { description: 'None where nothing would change.' }),
    profile: Type.String({ description: 'As it would be.' }),
    ipAddress: Nullable(Type.String({ description: 'As it would be; of a pool the next free one, taken when it is asked for.' })),
    blockers: Type.Array(Shape({ code: Type.String(), message: Type.String() }), { description: 'Why it would be refused.' }),
  })),
});
export const removeRouterUser = endpoint({
  ...act, operationId: 'removeRouterUser', summary: 'Remove a user from its router', path: '/router-users/:id/remove', body: Shape(reason),
});
export const getRouterOperation = endpoint({
  operationId: 'getRouterOperation', tag, summary: 'An operation on a router user and its steps', method: 'GET', path: '/router-operations/:id', access: 'routers:read',
  params: ById, response: RouterOperation, errors: [404],
});
export const retryRouterOperation = endpoint({
  ...act, operationId: 'retryRouterOperation', summary: 'Try an operation again now', path: '/router-operations/:id/retry',
});
export const cancelRouterOperation = endpoint({
  ...act, operationId: 'cancelRouterOperation', summary: 'Give up an operation that waits or failed', path: '/router-operations/:id/cancel', status: 200,
});
export const skipRouterOperationStep = endpoint({
  ...act, operationId: 'skipRouterOperationStep', summary: 'Leave out the step that an operation stands at', path: '/router-operations/:id/skip',
  description: '`read_back` leaves out only itself; every other step all that follows, and the operation counts as done. What the router really has is found by a comparison.',
  body: Skip(OneOf(routerOperationSteps)),
});

export const RouterDifference = named('RouterDifference', Shape({
  id: Id,
  kind: OneOf(['unknown_here', 'missing_there', 'different'] as const, 'unknown_here: on the router and not here; missing_there: here and not on the router.'),
  service: RouterService,
  username: Type.String(),
  routerUserId: Nullable(Id),
  subscriberId: Nullable(Id),
  subscriberName: Nullable(Type.String()),
  fields: Type.Array(Shape({
    field: OneOf(['profile', 'ipAddress', 'password', 'disabled', 'comment'] as const), here: Nullable(Type.String()), there: Nullable(Type.String()),
  }), { description: 'In what they differ; of a password only that it does.' }),
  comment: Nullable(Type.String({ description: 'What the router’s administrator wrote.' })),
  isOurs: Type.Boolean({ description: 'Whether it carries our marker: only such a user is ever removed.' }),
  foundAt: Instant,
}));
export type RouterDifference = Static<typeof RouterDifference>;
export const RouterDrift = named('RouterDrift', Shape({
  comparedAt: Nullable(Instant),
  problem: Nullable(Type.String({ description: 'Why the router could not be asked just now.' })),
  differences: Type.Array(RouterDifference, { description: 'At most 500.' }),
}));
export type RouterDrift = Static<typeof RouterDrift>;

export const getRouterDrift = endpoint({
  operationId: 'getRouterDrift', tag, summary: 'In what a router and we differ, as of the last look', method: 'GET', path: '/routers/:id/drift', access: 'routers:read',
  params: ById, response: RouterDrift, errors: [404],
});
export const compareRouter = endpoint({
  operationId: 'compareRouter', tag, summary: 'Look on the router for what differs; changes nothing there', method: 'POST', path: '/routers/:id/drift', access: 'routers:read',
  description: 'A router that does not answer is an answer too: `problem` says why, and what was found last stays. Every night it is done by itself.',
  params: ById, response: RouterDrift, errors: [404],
});
export const adoptDifference = endpoint({
  operationId: 'adoptDifference', tag, summary: 'Take over how it is on the router', method: 'POST', path: '/router-differences/:id/adopt', access: 'router-users:write',
  description: 'A user that is unknown here becomes ours, of a subscriber where one is named; one that is missing there counts as removed; of one that differs the router’s '
    + 'values are taken. 409 `router_problem` with the router’s words where it could not be asked.',
  params: ById, body: Shape({ subscriberId: Type.Optional(Id) }), response: RouterDrift, errors: [404, 409, 422],
});
export const fixDifference = endpoint({
  operationId: 'fixDifference', tag, summary: 'Make it on the router as it is here', method: 'POST', path: '/router-differences/:id/fix', access: 'router-users:write',
  description: 'By an operation on the router user. A user that is unknown here is removed only where it carries our marker; 409 `not_ours` otherwise.',
  params: ById, response: RouterDrift, errors: [404, 409],
});
export const RouterProfiles = named('RouterProfiles', Shape({
  profiles: Type.Array(Shape({ offerId: Id, profile: RequiredText(63) }), { maxItems: 500, description: 'Packages that have another profile on this router than their own.' }),
}));
export type RouterProfiles = Static<typeof RouterProfiles>;
export const getRouterProfiles = endpoint({
  operationId: 'getRouterProfiles', tag, summary: 'Which profile packages have on this router', method: 'GET', path: '/routers/:id/profiles', access: 'routers:read',
  params: ById, response: RouterProfiles, errors: [404],
});
export const setRouterProfiles = endpoint({
  operationId: 'setRouterProfiles', tag, summary: 'Say which profile packages have on this router', method: 'PUT', path: '/routers/:id/profiles', access: 'routers:write',
  params: ById, body: RouterProfiles, response: RouterProfiles, errors: [404, 422],
});
