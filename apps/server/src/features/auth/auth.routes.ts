import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  getAuthStatus, getMe, listSessions, login, logout, logoutEverywhere, setup, updateMe, type OpenSession, type Session,
} from '@lastmile/contracts';
import type { Static } from 'typebox';
import { deviceCookie, sessionCookie, type Identity } from '../../core/auth/index.ts';
import { NotAllowed, NotSignedIn } from '../../core/problems.ts';
import { networkOf } from '../../core/rate-limiter.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { instant } from '../../core/sql.ts';
import { changeMe } from '../users/index.ts';
import { NoSession } from './auth.errors.ts';
import { demoLogin } from './demo-login.ts';
import { deviceOf, markDevice, readDevice } from './device.ts';
import { createTurns } from './in-turn.ts';
import { sessionView } from './session.ts';
import { setUp, setupNeeded } from './set-up.ts';
import { signIn, type SignedIn } from './sign-in.ts';

const year = 365 * 86_400;

/** Signing in and out, the first run, and who one is. */
export function authRoutes({ on, free }: Routes, services: Services): void {
  const { authenticator, config, dataSource, sealer } = services;
  const inTurn = createTurns();

  const cookie = (request: FastifyRequest) => ({
    path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' || Boolean(config.publicUrl?.startsWith('https:')),
  } as const);

  /** Hands the session to the browser, and marks the browser as one this person uses. */
  function admit(request: FastifyRequest, reply: FastifyReply, email: string, { opened, session }: SignedIn): Session {
    const { token, keptFor } = opened;
    void reply.setCookie(sessionCookie, token, { ...cookie(request), ...(keptFor === null ? {} : { maxAge: keptFor }) });
    const device = markDevice(sealer, readDevice(request.cookies[deviceCookie]), email);
    void reply.setCookie(deviceCookie, device, { ...cookie(request), maxAge: year });
    return session;
  }

  free(getAuthStatus, async () => ({ setupNeeded: await setupNeeded(dataSource), demo: await demoLogin(services) }));

  free(setup, async ({ body, request, reply }) => {
    const signedIn = await setUp(services, body, userAgentOf(request));
    return admit(request, reply, body.email.toLowerCase(), signedIn);
  });

  free(login, async ({ body: { email: written, password, remember = true }, request, reply }) => {
    const email = written.toLowerCase();
    const address = networkOf(request.ip);
    const device = deviceOf(sealer, readDevice(request.cookies[deviceCookie]), email);
    const origin = { address, device, userAgent: userAgentOf(request) };
    const signedIn = await inTurn(`${device ?? address} ${email}`, () => signIn(services, { email, password, remember }, origin));
    return admit(request, reply, email, signedIn);
  });

  on(getMe, (scope) => sessionView(scope, scope.actor.userId!, scope.actor.grants));

  free(updateMe, async ({ body, identity, inOrg }) => {
    if (!identity) throw new NotSignedIn();
    const { actor } = identity;
    if (!identity.cookie) throw new NotAllowed('An API token is nobody’s profile. Sign in for that.');
    return inOrg(actor, async (scope) => {
      await changeMe(scope, actor.userId!, body);
      return sessionView(scope, actor.userId!, actor.grants);
    });
  });

  free(logout, async ({ identity, inOrg, request, reply }) => {
    const { actor, sessionId } = ownSession(identity);
    await inOrg(actor, ({ rows, organizationId }) =>
      rows('delete from sessions where organization_id = $1 and id = $2', [organizationId, sessionId]));
    authenticator.forget(actor.organizationId);
    void reply.clearCookie(sessionCookie, cookie(request));
    return {};
  });

  free(logoutEverywhere, async ({ identity, inOrg, request, reply }) => {
    const { actor } = ownSession(identity);
    await inOrg(actor, ({ rows, organizationId }) =>
      rows('delete from sessions where organization_id = $1 and user_id = $2', [organizationId, actor.userId]));
    authenticator.forget(actor.organizationId);
    void reply.clearCookie(sessionCookie, cookie(request));
    return {};
  });

  free(listSessions, async ({ identity, inOrg }) => {
    if (!identity) throw new NotSignedIn();
    const { actor, sessionId } = identity;
    const data = await inOrg(actor, ({ rows, organizationId, now }) => rows<Static<typeof OpenSession>>(
      `select id, ${instant('created_at')} as "createdAt", ${instant('last_seen_at')} as "lastSeenAt", user_agent as "userAgent",
              id is not distinct from $3 as current
         from sessions where organization_id = $1 and user_id = $2 and expires_at > $4 order by last_seen_at desc, id desc limit 200`,
      [organizationId, actor.userId, sessionId, now]), { readOnly: true });
    return { data };
  });
}

/** The session a browser came with. Throws where there is none: nobody, or an API token. */
function ownSession(identity: Identity | null): Identity & { sessionId: string } {
  if (!identity) throw new NotSignedIn();
  if (!identity.sessionId) throw new NoSession();
  return { ...identity, sessionId: identity.sessionId };
}

const userAgentOf = (request: FastifyRequest): string => request.headers['user-agent'] ?? '';
