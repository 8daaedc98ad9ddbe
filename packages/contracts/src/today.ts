import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { LeadCard } from './lead-schemas.ts';
import { Limit, Nullable, OneOf, Shape, named } from './schemas.ts';

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
  oldestOverdueAt: Nullable(Type.String()),
  doneToday: Type.Integer({ description: 'Activities the person, or the team, logged today.' }),
  openValue: Type.String({ description: 'What the open leads would bring a month.' }),
  openCount: Type.Integer(),
}));
export type Today = Static<typeof Today>;
export const getToday = endpoint({
  operationId: 'getToday', tag: 'today', summary: 'Overdue and due follow-ups, and leads to claim', method: 'GET', path: '/today', access: 'leads:read',
  query: Shape({ view: Type.Optional(OneOf(['mine', 'team'] as const)), limit: Type.Optional(Limit(20, 100)) }), response: Today,
});

