/** What is not a noun of the business: the event feed, live updates and search. */
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { TimelineEntry } from './leads.ts';
import { StageType } from './pipelines.ts';
import { Cursor, Id, Limit, Nullable, OneOf, Page, Search, Shape, named } from './schemas.ts';

export const FeedEvent = named('FeedEvent', Shape({
  ...TimelineEntry.properties,
  subject: Shape({ type: Type.String(), id: Id }),
}));
export const listEvents = endpoint({
  operationId: 'listEvents', tag: 'events', summary: 'The event feed, oldest first: poll with `after`', method: 'GET', path: '/events', access: 'events:read',
  description: 'Every committed event exactly once and in a stable order. At the end `nextCursor` stays the cursor to come back with.',
  query: Shape({
    after: Type.Optional(Cursor),
    types: Type.Optional(Type.String({ maxLength: 500, pattern: '^[a-z_]+\\.[a-z_]+(,[a-z_]+\\.[a-z_]+){0,29}$', description: 'Event types separated by commas.' })),
    limit: Type.Optional(Limit(100)),
  }),
  response: Page('EventPage', FeedEvent),
});

export const streamChanges = endpoint({
  operationId: 'streamChanges', tag: 'events', summary: 'Live changes as server-sent events, for open screens', method: 'GET', path: '/live', access: 'signed_in',
  description: 'text/event-stream; each `change` carries `{ id, type, subject }`, never data: screens fetch what they may see.',
});

export const SearchHit = named('SearchHit', Shape({
  kind: OneOf(['lead', 'subscriber', 'quote'] as const), id: Id, number: Type.String(), title: Type.String(), detail: Nullable(Type.String()),
  phone: Nullable(Type.String()), status: Nullable(StageType), aside: Nullable(Type.String({ description: 'Stage, package, or a quote’s state.' })),
}));
export const search = endpoint({
  operationId: 'search', tag: 'search', summary: 'Find leads, subscribers and quotes', method: 'GET', path: '/search', access: 'signed_in',
  query: Shape({ q: Search, limit: Type.Optional(Limit(8, 20)) }), response: named('SearchResult', Shape({ data: Type.Array(SearchHit) })),
});
