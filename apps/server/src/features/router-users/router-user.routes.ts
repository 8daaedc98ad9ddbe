import * as contract from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import { NotFound } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { instant, likePattern } from '../../core/sql.ts';
import { createRouterTurns } from '../routers/index.ts';
import { askFor, askForUser } from './ask-router-operation.ts';
import { askForChange, planChange } from './change-router-user.ts';
import { compareAllRouters, compareRouter, driftOf } from './compare-router.ts';
import { routerOperationJob } from './router-operation.ts';
import { operationView } from './router-operation.view.ts';
import { routerProfiles, setRouterProfiles } from './router-profiles.ts';
import { resumeRouterOperations, runRouterOperation } from './run-router-operation.ts';
import { adoptDifference, fixDifference } from './settle-difference.ts';
import { cancelOperation, retryOperation, skipOperationStep } from './settle-operation.ts';

type Query = NonNullable<contract.Input<typeof contract.listRouterUsers>['query']>;

const view = `select u.id, u.router_id as "routerId", r.name as "routerName", u.service, u.username, u.profile, u.ip_address as "ipAddress", u.state,
    u.subscriber_id as "subscriberId", s.name as "subscriberName", u.conversion_id as "conversionId", ${instant('u.created_at')} as "createdAt",
    (select json_build_object('id', o.id, 'kind', o.kind, 'state', o.state, 'problem', o.problem) from router_operations o
      where o.organization_id = $1 and o.router_user_id = u.id order by o.created_at desc, o.id desc limit 1) as "lastOperation", u.created_at::text as key
  from router_users u
  join routers r on u.organization_id = $1 and r.organization_id = $1 and r.id = u.router_id
  left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id`;

async function list({ rows, organizationId }: Scope, { limit = 50, cursor, routerId, subscriberId, state, q }: Query) {
  const [createdAt, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<contract.RouterUserRow & { key: string }>(
    `${view} where u.organization_id = $1 and ($2::uuid is null or u.router_id = $2) and ($3::uuid is null or u.subscriber_id = $3)
       and ($4::text is null and u.state <> 'removed' or u.state = $4) and ($5::text is null or u.username ilike $5)
       and ($6::timestamptz is null or (u.created_at, u.id) < ($6, $7::uuid))
      order by u.created_at desc, u.id desc limit $8`,
    [organizationId, routerId ?? null, subscriberId ?? null, state ?? null, q ? likePattern(q) : null, createdAt, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return {
    data: data.map(({ key: _, ...user }) => user),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
  };
}

async function one({ rows, organizationId }: Scope, id: string): Promise<contract.RouterUserRow> {
  const [found] = await rows<contract.RouterUserRow & { key: string }>(`${view} where u.organization_id = $1 and u.id = $2`, [organizationId, id]);
  if (!found) throw new NotFound('router user');
  const { key: _, ...user } = found;
  return user;
}

export function routerUserRoutes({ on, free }: Routes, services: Services): void {
  const { sealer } = services;
  on(contract.listRouterUsers, (scope, { query }) => list(scope, query));
  on(contract.getRouterUser, (scope, { params }) => one(scope, params.id));
  on(contract.createRouterUser, (scope, { params, body }) => askForUser(scope, sealer, params.id, body));
  on(contract.suspendRouterUser, (scope, { params, body }) => askFor(scope, params.id, 'suspend', body.reason));
  on(contract.resumeRouterUser, (scope, { params, body }) => askFor(scope, params.id, 'resume', body.reason));
  on(contract.changeRouterUser, (scope, { params, body }) => askForChange(scope, sealer, params.id, body));
  on(contract.planRouterUserChange, (scope, { params, body }) => planChange(scope, params.id, body));
  on(contract.removeRouterUser, (scope, { params, body }) => askFor(scope, params.id, 'remove', body.reason));
  on(contract.getRouterOperation, (scope, { params }) => operationView(scope, params.id));
  on(contract.retryRouterOperation, (scope, { params }) => retryOperation(scope, params.id));
  on(contract.skipRouterOperationStep, (scope, { params, body }) => skipOperationStep(scope, params.id, body));
  on(contract.getRouterDrift, (scope, { params }) => driftOf(scope, params.id));
  free(contract.compareRouter, ({ identity, params }) => compareRouter(services, identity!.actor, params.id));
  free(contract.adoptDifference, ({ identity, params, body }) => adoptDifference(services, identity!.actor, params.id, body));
  free(contract.fixDifference, ({ identity, params }) => fixDifference(services, identity!.actor, params.id));
  on(contract.getRouterProfiles, (scope, { params }) => routerProfiles(scope, params.id));
  on(contract.setRouterProfiles, (scope, { params, body }) => setRouterProfiles(scope, params.id, body));
  on(contract.cancelRouterOperation, (scope, { params }) => cancelOperation(scope, params.id));
}

export function routerUserJobs(services: Services): JobDefinition[] {
  const turns = createRouterTurns(services.databaseUrl);
  return [
    {
      name: routerOperationJob, retries: 3, expiresAfter: 600, concurrency: 4,
      run: (data) => runRouterOperation(services, turns, data as { organizationId: string; operationId: string }),
    },
    { name: 'resume_router_operations', retries: 0, expiresAfter: 300, concurrency: 1, cron: '* * * * *', run: () => resumeRouterOperations(services) },
    { name: 'compare_routers', retries: 0, expiresAfter: 3600, concurrency: 1, cron: '23 2 * * *', run: () => compareAllRouters(services) },
  ];
}
