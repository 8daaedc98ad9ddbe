import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Organization } from './organization.ts';
import { Role } from './permissions.ts';
import { Currency, Email, Id, Instant, List, Nullable, OneOf, PhoneInput, RequiredText, Shape, Timezone, named } from './schemas.ts';

/** Twelve characters and no other rule: length is what resists guessing. */
export const NewPassword = Type.String({ minLength: 12, maxLength: 200, description: 'At least 12 characters.' });

export const SignedInUser = named('SignedInUser', Shape({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  phone: Nullable(Type.String({ description: 'E.164; where they are told things by text.' })),
  role: Role,
  teamId: Nullable(Id),
  timezone: Nullable(Type.String({ description: 'The person’s own time zone; the organization’s where null.' })),
}));
export type SignedInUser = Static<typeof SignedInUser>;

export const Session = named('Session', Shape({
  user: SignedInUser,
  organization: Organization,
  permissions: Type.Record(Type.String(), OneOf(['own', 'team', 'all'] as const), {
    description: 'Every permission this session has, and whose records it reaches.',
  }),
}));
export type Session = Static<typeof Session>;

export const Login = named('Login', Shape({
  email: Email,
  password: Type.String({ minLength: 1, maxLength: 200 }),
  remember: Type.Optional(Type.Boolean({ default: true, description: 'Keep the session for 30 days, else 12 hours.' })),
}));

export const login = endpoint({
  operationId: 'login', tag: 'auth', summary: 'Sign in and get the session cookie', method: 'POST', path: '/auth/login', access: 'public',
  description: 'Too many failures from one address slow that address down, never the person being guessed at.',
  body: Login, response: Session, errors: [401],
});

export const logout = endpoint({
  operationId: 'logout', tag: 'auth', summary: 'End this session', method: 'POST', path: '/auth/logout', access: 'signed_in', status: 204,
});

export const logoutEverywhere = endpoint({
  operationId: 'logoutEverywhere', tag: 'auth', summary: 'End every session of this person', method: 'POST', path: '/auth/logout-everywhere',
  access: 'signed_in', status: 204,
});

export const getMe = endpoint({
  operationId: 'getMe', tag: 'auth', summary: 'Who is signed in, where, and what they may do', method: 'GET', path: '/auth/me',
  access: 'signed_in', response: Session,
});

export const updateMe = endpoint({
  operationId: 'updateMe', tag: 'auth', summary: 'Set the phone that one’s own texts go to', method: 'PUT', path: '/auth/me/phone', access: 'signed_in',
  description: 'Of a person’s session; an API token changes nobody.', body: named('MyChanges', Shape({ phone: Nullable(PhoneInput) })), response: Session, errors: [422],
});

export const AuthStatus = named('AuthStatus', Shape({
  setupNeeded: Type.Boolean({ description: 'True until the first organization exists.' }),
  demo: Nullable(Shape({ email: Type.String(), password: Type.String() }, { description: 'The demo owner, on a demo installation.' })),
}));

export const getAuthStatus = endpoint({
  operationId: 'getAuthStatus', tag: 'auth', summary: 'Whether this installation still has to be set up', method: 'GET', path: '/auth/status',
  access: 'public', response: AuthStatus,
});

export const Setup = named('Setup', Shape({
  organizationName: RequiredText(120),
  country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166; decides how phone numbers are read.' }),
  currency: Currency,
  timezone: Timezone,
  ownerName: RequiredText(120),
  email: Email,
  password: NewPassword,
}));

export const setup = endpoint({
  operationId: 'setup', tag: 'auth', summary: 'First run: make the organization and its owner', method: 'POST', path: '/auth/setup', access: 'public',
  description: 'Works once, on an empty installation.', status: 201, body: Setup, response: Session, errors: [409, 422],
});

export const OpenSession = named('OpenSession', Shape({
  id: Id, createdAt: Instant, lastSeenAt: Instant, userAgent: Type.String(), current: Type.Boolean(),
}));

export const listSessions = endpoint({
  operationId: 'listSessions', tag: 'auth', summary: 'Where this person is signed in', method: 'GET', path: '/auth/sessions', access: 'signed_in',
  response: List('OpenSessionList', OpenSession),
});
