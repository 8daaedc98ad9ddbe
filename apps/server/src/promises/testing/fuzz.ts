import type { FastifyInstance } from 'fastify';
import type { AnyEndpoint } from '@lastmile/contracts';
import { expectDocumented } from '../../testing/contract-check.ts';
import { acceptedRequest } from './accepted-requests.ts';
import { spoiledRequests, varied } from './fuzzed-request.ts';
import type { Scene } from './scene.ts';
import { send, written, type Credentials, type WrittenRequest } from './send.ts';

export interface FuzzReport {
  requests: number;
  /** Operation → how many of the requests that should be accepted were. */
  accepted: Map<string, { sent: number; accepted: number; why: string | null }>;
  /** Answers that the contract does not document, server errors first of all; one line each. */
  faults: string[];
  statuses: { [status: string]: number };
}

interface FuzzOptions {
  app: FastifyInstance;
  scene: Scene;
  endpoints: readonly AnyEndpoint[];
  seed: number;
  /** Requests per operation that should be accepted, and that should not. */
  perOperation: { sound: number; spoiled: number };
}

/**
 * Asks every operation soundly and then hostilely, and holds every answer to its contract. The same seed asks the same.
 */
export async function fuzz({ app, scene, endpoints, seed, perOperation }: FuzzOptions): Promise<FuzzReport> {
  const report: FuzzReport = { requests: 0, accepted: new Map(), faults: [], statuses: {} };

  async function ask(endpoint: AnyEndpoint, request: WrittenRequest): Promise<{ status: number; text: string }> {
    const answer = await send(app, request, await credentialsFor(endpoint, scene));
    report.requests += 1;
    report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
    const fault = answer.status >= 500 ? 'a server error' : undocumented(request, answer);
    if (fault) report.faults.push(`${endpoint.operationId} ${answer.status}: ${fault}\n  ${shown(request)}`);
    return answer;
  }

  for (const endpoint of endpoints) {
    const counts = { sent: 0, accepted: 0, why: null as string | null };
    report.accepted.set(endpoint.operationId, counts);
    for (let index = 0; index < perOperation.sound; index += 1) {
      const parts = await acceptedRequest(endpoint.operationId, scene);
      const { status, text } = await ask(
        endpoint,
        written(endpoint, index === 0 ? parts : varied(endpoint, parts, seed + index)),
      );
      counts.sent += 1;
      if (status < 300) counts.accepted += 1;
      else counts.why ??= text.slice(0, 300);
    }
  }
  for (const [place, endpoint] of endpoints.entries()) {
    const parts = await acceptedRequest(endpoint.operationId, scene);
    for (const request of spoiledRequests(endpoint, parts, { seed: seed + place, count: perOperation.spoiled }))
      await ask(endpoint, request);
  }
  return report;
}

/** Signing out would end the session that everything else is asked with. */
async function credentialsFor({ operationId }: AnyEndpoint, scene: Scene): Promise<Credentials> {
  return {
    cookies: operationId.startsWith('logout')
      ? (await scene.organization.signIn('owner')).cookies
      : scene.owner.cookies,
  };
}

function undocumented(
  request: WrittenRequest,
  answer: { status: number; contentType: string; body: unknown },
): string | null {
  try {
    expectDocumented({ method: request.method, url: request.url, ...answer });
    // Addresses that no operation has are answered with problems too.
    if (answer.status >= 400 && !answer.contentType.startsWith('application/problem+json'))
      return `answered as ${answer.contentType || 'nothing'}`;
    return null;
  } catch (error) {
    return (error as Error).message.slice(0, 600);
  }
}

const shown = ({ method, url, headers, payload }: WrittenRequest): string =>
  `${method} ${url.slice(0, 300)} ${JSON.stringify(headers)} ${payload === undefined ? '' : `${payload.slice(0, 300)}${payload.length > 300 ? `… (${payload.length})` : ''}`}`;
