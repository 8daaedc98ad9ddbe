import { createApiToken, deleteApiToken, listApiTokens } from '@lastmile/contracts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { createApiToken as makeToken, deleteApiToken as withdraw, listApiTokens as tokens } from './api-tokens.ts';
import { once } from './shown-once.ts';

export function apiTokenRoutes({ on, free }: Routes, { authenticator }: Pick<Services, 'authenticator'>): void {
  on(listApiTokens, async (scope) => ({ data: await tokens(scope) }));
  free(createApiToken, async ({ identity, inOrg, body, request }) => {
    if (!identity) throw new NotSignedIn();
    const { operationId } = createApiToken;
    return inOrg(identity.actor, (scope) =>
      once(scope, request.headers['idempotency-key'], { operationId, url: request.url, body }, () => makeToken(scope, body)));
  });
  on(deleteApiToken, async (scope, { params }) => {
    scope.afterCommit(() => authenticator.forget(scope.organizationId));
    await withdraw(scope, params.id);
    return {};
  });
}
