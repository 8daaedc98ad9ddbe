import { Type, type Static } from 'typebox';
import { Activity } from './activities.ts';
import { endpoint } from './endpoint.ts';
import { LeadCard } from './lead-schemas.ts';
import { Cursor, Limit, Nullable, OneOf, Page, Shape, named } from './schemas.ts';

const View = OneOf(['mine', 'team'] as const, 'One’s own day, or that of everybody whose leads one may see.');

export const TodayLead = named('TodayLead', Shape({
  ...LeadCard.properties, stageName: Type.String(), stagePosition: Type.Integer({ description: 'Its place among the open stages, from 0.' }), openStages: Type.Integer(),
}));
const TodaySection = Shape({ count: Type.Integer({ description: '1001 means more than 1,000.' }), leads: Type.Array(TodayLead) });
export const Today = named('Today', Shape({
  date: Type.String({ format: 'date', description: 'Today where the person is.' }),
  overdue: TodaySection,
  due: TodaySection,
  later: Shape({ ...TodaySection.properties }, { description: 'The next seven days.' }),
  unclaimed: TodaySection,
  planned: Shape({ count: Type.Integer(), activities: Type.Array(Activity) }, {
    description: 'What else is planned until the end of the day: a second thing on the same lead, or something on somebody else’s lead.',
  }),
  oldestOverdueAt: Nullable(Type.String()),
  doneToday: Type.Integer({ description: 'Activities the person, or the team, did today.' }),
  quotesPending: Type.Integer({ description: 'Quotes that wait for the customer’s answer (S4-ui-a).' }),
  openValue: Type.String({ description: 'What the open leads would bring a month.' }),
  openCount: Type.Integer(),
}));
export type Today = Static<typeof Today>;
export const getToday = endpoint({
  operationId: 'getToday', tag: 'today', summary: 'Overdue and due follow-ups, and leads to claim', method: 'GET', path: '/today', access: 'leads:read',
  description: 'A follow-up is late, or due today, where the lead’s owner is (D16).',
  query: Shape({ view: Type.Optional(View), limit: Type.Optional(Limit(20, 100)) }), response: Today,
});

export const todaySections = ['overdue', 'due', 'later', 'unclaimed'] as const;
export const listTodayLeads = endpoint({
  operationId: 'listTodayLeads', tag: 'today', summary: 'One section of Today, page by page', method: 'GET', path: '/today/leads', access: 'leads:read',
  query: Shape({
    section: OneOf(todaySections), view: Type.Optional(View), limit: Type.Optional(Limit()), cursor: Type.Optional(Cursor),
  }),
  response: Page('TodayLeadPage', TodayLead),
});
