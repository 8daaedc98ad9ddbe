import type { FastifyInstance } from 'fastify';
import type { AnyEndpoint } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { everyAcceptedRequest, scoreRulesLast } from './accepted-requests.ts';
import type { RequestParts } from './fresh-records.ts';
import type { Noun, Scene } from './scene.ts';
import { send, written, type Answer, type Credentials, type WrittenRequest } from './send.ts';

/** What must never be in an answer to somebody of another organization. */
export interface Secrets {
  words: readonly string[];
  ids: ReadonlySet<string>;
}

export interface IsolationCheck {
  app: FastifyInstance;
  mine: Scene;
  theirs: Scene;
  secrets: Secrets;
  /** Who of mine asks, by name. */
  actors: { readonly [name: string]: Credentials };
}

export interface IsolationReport {
  requests: number;
  faults: string[];
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** What an answer gives away that the request did not name. */
export function leaksIn(
  { headers, text }: Pick<Answer, 'headers' | 'text'>,
  asked: string,
  { words, ids }: Secrets,
): string[] {
  const said = `${headers}${text}`.toLowerCase();
  const leaked = words.filter(
    (word) => said.includes(word.toLowerCase()) && !asked.toLowerCase().includes(word.toLowerCase()),
  );
  return [
    ...leaked,
    ...[...said.matchAll(id)]
      .map(([found]) => found)
      .filter((found) => ids.has(found) && !asked.toLowerCase().includes(found)),
  ];
}

/** The noun behind an id in a path. */
const nounOf: { readonly [segment: string]: Noun } = {
  activities: 'activity',
  leads: 'lead',
  files: 'file',
  conversions: 'conversion',
  subscribers: 'subscriber',
  subscriptions: 'subscription',
  invoices: 'invoice',
  'service-orders': 'serviceOrder',
  'router-users': 'routerUser',
  'router-differences': 'routerDifference',
  'router-operations': 'routerOperation',
  routers: 'router',
  offers: 'offer',
  users: 'user',
  teams: 'team',
  pipelines: 'pipeline',
  'lead-fields': 'leadField',
  'lead-sources': 'source',
  'lead-views': 'leadView',
  tags: 'tag',
  'signup-widgets': 'widget',
  'api-tokens': 'apiToken',
  jobs: 'job',
  merges: 'merge',
  imports: 'import',
  // Of the parts of the inventory only its imports have ids.
  inventory: 'stockImport',
  'stock-locations': 'stockLocation',
  'item-categories': 'itemCategory',
  items: 'item',
  'stock-movements': 'stockMovement',
  'stock-reservations': 'stockReservation',
  stocktakes: 'stocktake',
  'network-devices': 'networkDevice',
  quotes: 'quote',
  outbox: 'outboxMessage',
  'named-templates': 'namedTemplate',
};
/** The noun behind an id in a body, a query or a second place of a path. */
const nounOfName: { readonly [name: string]: Noun } = {
  leadId: 'lead',
  keepId: 'lead',
  mergeIds: 'lead',
  leadIds: 'lead',
  ids: 'lead',
  beforeId: 'lead',
  afterId: 'lead',
  exceptId: 'lead',
  ownerId: 'user',
  assigneeId: 'user',
  userId: 'user',
  fixedOwnerId: 'user',
  stageId: 'stage',
  furthestStageId: 'stage',
  moveLeadsTo: 'otherStage',
  stageIds: 'stage',
  pipelineId: 'pipeline',
  pipelineIds: 'pipeline',
  fieldIds: 'leadField',
  offerId: 'offer',
  routerId: 'router',
  subscriberId: 'subscriber',
  jobId: 'job',
  technicianId: 'user',
  movementId: 'stockMovement',
  teamId: 'team',
  tagIds: 'tag',
  addTagIds: 'tag',
  removeTagIds: 'tag',
  tagId: 'tag',
  stocktakeId: 'stocktake',
  quoteId: 'quote',
  viewIds: 'leadView',
  locationId: 'stockLocation',
  fromLocationId: 'stockLocation',
  toLocationId: 'stockLocation',
  categoryId: 'itemCategory',
  parentId: 'itemCategory',
  itemId: 'item',
  unitId: 'stockUnit',
  serviceOrderId: 'serviceOrder',
  recipientIds: 'user',
  templateId: 'namedTemplate',
};

/** A place in a request where an id stands: the request with another id there. */
interface Place {
  name: string;
  noun: Noun;
  with(other: string): RequestParts;
}

/**
 * A public form is its organization's own business: whoever asks for it is answered by the organization that it belongs
 * to.
 */
const answersForOthers = ['getSignupForm', 'submitSignup'];

const replacedIn = (value: unknown, other: string) =>
  Array.isArray(value) ? [other, ...(value as string[]).slice(1)] : other;

export function placesIn({ operationId, path }: AnyEndpoint, parts: RequestParts): Place[] {
  const { params = {}, query = {}, body = {} } = parts;
  const ownNoun = ['restoreLead', 'purgeLead'].includes(operationId) ? 'deletedLead' : nounOf[path.split('/')[1]!];
  const places: Place[] = [];
  if (params.id && !answersForOthers.includes(operationId))
    places.push({
      name: 'params.id',
      noun: ownNoun!,
      with: (other) => ({ ...parts, params: { ...params, id: other } }),
    });
  if (params.stageId)
    places.push({
      name: 'params.stageId',
      noun: 'stage',
      with: (other) => ({ ...parts, params: { ...params, stageId: other } }),
    });
  for (const name of Object.keys(query)) {
    const noun = nounOfName[name];
    if (noun)
      places.push({ name: `query.${name}`, noun, with: (other) => ({ ...parts, query: { ...query, [name]: other } }) });
  }
  for (const [name, value] of Object.entries(body)) {
    const noun = nounOfName[name];
    if (noun) {
      places.push({
        name: `body.${name}`,
        noun,
        with: (other) => ({ ...parts, body: { ...body, [name]: replacedIn(value, other) } }),
      });
    }
    for (const inner of value && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : []) {
      const innerNoun = nounOfName[inner];
      if (innerNoun)
        places.push({
          name: `body.${name}.${inner}`,
          noun: innerNoun,
          with: (other) => ({ ...parts, body: { ...body, [name]: { ...(value as object), [inner]: replacedIn((value as { [key: string]: unknown })[inner], other) } } }),
        });
    }
  }
  return places;
}

/** What of an answer must be the same for a foreign id and for one of nothing. */
function told({ status, text }: Answer, asked: string): string {
  // A request, a kept selection and a job have ids of their own each time.
  const { instance: _, selectionId: _kept, jobId: _job, ...said } = JSON.parse(text.startsWith('{') ? text : '{}') as {
    [name: string]: unknown;
  };
  return `${status} ${JSON.stringify(said).replaceAll(asked, 'the id')}`;
}

/**
 * Asks operations as each actor with own ids, with the other organization's and with ids of nothing, in every place for
 * one. A fault is an answer with anything of the other organization's in it, and one that tells a foreign id from one
 * of nothing.
 */
export async function checkIsolation(
  endpoints: readonly AnyEndpoint[],
  { app, mine, theirs, secrets, actors }: IsolationCheck,
): Promise<IsolationReport> {
  const report: IsolationReport = { requests: 0, faults: [] };

  async function ask(name: string, credentials: Credentials, request: WrittenRequest): Promise<Answer> {
    const answer = await send(app, request, credentials);
    report.requests += 1;
    const leaks = leaksIn(answer, `${request.url}${request.payload ?? ''}`, secrets);
    if (leaks.length > 0)
      report.faults.push(
        `${name} was told ${leaks.slice(0, 3).join(', ')}: ${request.method} ${request.url} → ${answer.status} ${answer.text.slice(0, 200)}`,
      );
    if (answer.status >= 500) report.faults.push(`${name}: ${request.method} ${request.url} → ${answer.status}`);
    return answer;
  }

  for (const endpoint of scoreRulesLast(endpoints)) {
    for (const [actor, credentials] of Object.entries(actors)) {
      const name = `${actor}, ${endpoint.operationId}`;
      for (const parts of await everyAcceptedRequest(endpoint.operationId, mine)) {
        for (const place of placesIn(endpoint, parts)) {
          const foreignId = theirs.ids[place.noun];
          const nothing = newId();
          const foreign = await ask(name, credentials, written(endpoint, place.with(foreignId)));
          const random = await ask(name, credentials, written(endpoint, place.with(nothing)));
          const [one, other] = [told(foreign, foreignId), told(random, nothing)];
          if (one !== other)
            report.faults.push(
              `${name}, ${place.name}: a foreign id is told from one of nothing: ${one} instead of ${other}`,
            );
          if (place.name.startsWith('params') && foreign.status < 300)
            report.faults.push(`${name}, ${place.name}: answered ${foreign.status} for a foreign id`);
        }
        await ask(name, credentials, written(endpoint, parts));
      }
    }
  }
  return report;
}
