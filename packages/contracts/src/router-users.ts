/** Users on routers after their conversion, or without one: what is done to them is an operation with visible steps. */
import { Type, type Static } from 'typebox';
import { ConversionStep, RouterService, RouterUserRequest } from './conversions.ts';
import { endpoint } from './endpoint.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, RequiredText, Search, Shape, named, paging } from './schemas.ts';
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
const act = { tag, method: 'POST', access: 'router-users:write', status: 202, params: ById, response: RouterOperation, errors: [404, 409] } as const;
export const suspendRouterUser = endpoint({
  ...act, operationId: 'suspendRouterUser', summary: 'Disable a user and end its session', path: '/router-users/:id/suspend', body: Shape(reason),
});
export const resumeRouterUser = endpoint({
  ...act, operationId: 'resumeRouterUser', summary: 'Enable a user that is suspended or waits', path: '/router-users/:id/resume', body: Shape(reason),
});
export const changeRouterUser = endpoint({
  ...act, operationId: 'changeRouterUser', summary: 'Give a user another package, profile, password or address', path: '/router-users/:id/change', errors: [404, 409, 422],
  description: 'A package changes the subscriber’s subscription too, at its price of now. The session ends, so that it holds at once.',
  body: named('RouterUserChange', Shape({
    offerId: Type.Optional(Id), profile: user.profile, password: user.password, ipAddress: user.ipAddress, ...reason,
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
