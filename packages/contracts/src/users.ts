import { Type, type Static } from 'typebox';
import { NewPassword } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { Role } from './permissions.ts';
import { ById, Changes, Email, Id, Instant, List, Nullable, Page, PhoneInput, RequiredText, Shape, Timezone, Version, named, paging } from './schemas.ts';

export const User = named('User', Shape({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  phone: Nullable(Type.String({ description: 'E.164; where they are told things by text.' })),
  role: Role,
  teamId: Nullable(Id),
  timezone: Nullable(Type.String()),
  disabledAt: Nullable(Instant),
  lastSeenAt: Nullable(Instant),
  createdAt: Instant,
  version: Version,
}));
export type User = Static<typeof User>;

const UserFields = Shape({
  name: RequiredText(120),
  phone: Nullable(PhoneInput),
  role: Role,
  teamId: Nullable(Id),
  timezone: Nullable(Timezone),
});

export const NewUser = named('NewUser', Shape({
  name: RequiredText(120),
  email: Email,
  role: Role,
  password: NewPassword,
  phone: Type.Optional(Nullable(PhoneInput)),
  teamId: Type.Optional(Nullable(Id)),
  timezone: Type.Optional(Nullable(Timezone)),
}));

export const UserChanges = named('UserChanges', Changes(Shape({
  ...UserFields.properties,
  password: NewPassword,
  disabled: Type.Boolean({ description: 'A disabled person cannot sign in, is signed out at once, and keeps their records.' }),
})));

export const listUsers = endpoint({
  operationId: 'listUsers', tag: 'users', summary: 'List the people of the organization', method: 'GET', path: '/users', access: 'users:read',
  query: Shape(paging), response: Page('UserPage', User),
});
export const getUser = endpoint({
  operationId: 'getUser', tag: 'users', summary: 'One person', method: 'GET', path: '/users/:id', access: 'users:read',
  params: ById, response: User, errors: [404],
});
export const createUser = endpoint({
  operationId: 'createUser', tag: 'users', summary: 'Add a person', method: 'POST', path: '/users', access: 'users:write', status: 201,
  body: NewUser, response: User, errors: [409, 422],
});
export const updateUser = endpoint({
  operationId: 'updateUser', tag: 'users', summary: 'Change a person’s name, role, team or password, or disable them', method: 'PATCH',
  path: '/users/:id', access: 'users:write', params: ById, body: UserChanges, response: User, errors: [404, 409, 412, 422],
});

export const Team = named('Team', Shape({ id: Id, name: Type.String(), members: Type.Integer(), version: Version }));
export const NewTeam = named('NewTeam', Shape({ name: RequiredText(80) }));

export const listTeams = endpoint({
  operationId: 'listTeams', tag: 'users', summary: 'List teams', method: 'GET', path: '/teams', access: 'users:read', response: List('TeamList', Team),
});
export const createTeam = endpoint({
  operationId: 'createTeam', tag: 'users', summary: 'Add a team', method: 'POST', path: '/teams', access: 'users:write', status: 201,
  body: NewTeam, response: Team, errors: [409],
});
export const updateTeam = endpoint({
  operationId: 'updateTeam', tag: 'users', summary: 'Rename a team', method: 'PATCH', path: '/teams/:id', access: 'users:write',
  params: ById, body: NewTeam, response: Team, errors: [404, 409, 412],
});
export const deleteTeam = endpoint({
  operationId: 'deleteTeam', tag: 'users', summary: 'Remove a team; its people stay, without a team', method: 'DELETE', path: '/teams/:id',
  access: 'users:write', status: 204, params: ById, errors: [404],
});
