import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { StageType } from './pipelines.ts';
import { Id, IdList, Nullable, Shape, named } from './schemas.ts';

/**
 * What each figure counts, once: OpenAPI prints it with the figure and the dashboard shows it to whoever points at one. All are about leads that are there
 * (deleted ones are in none) as they stand today: a lead that changes hands takes its figures along. Days are the organization's.
 */
export const figureDefinitions = {
  totalLeads: { name: 'Total leads', definition: 'All leads there are, in whatever stage.' },
  newThisMonth: { name: 'New this month', definition: 'Leads that came in since the first of this calendar month.' },
  converted: { name: 'Converted', definition: 'Leads that stand in a won stage today, whenever they were won.' },
  activeLeads: { name: 'Active leads', definition: 'Leads that are neither won nor lost.' },
  opportunities: { name: 'Opportunities', definition: 'Leads that are being worked on: in a new stage or one in progress, not dormant.' },
  opportunityValue: { name: 'Open value', definition: 'What the leads that are being worked on would bring a month.' },
  newLeads: { name: 'New leads', definition: 'Leads that came in in the period.' },
  won: { name: 'Won', definition: 'Leads that were won in the period and still are, whenever they came in.' },
  wonValue: { name: 'Won, a month', definition: 'What the leads that were won in the period bring a month.' },
  lost: { name: 'Lost', definition: 'Leads that were lost in the period and still are.' },
  conversionRate: { name: 'Conversion', definition: 'Of the leads that came in in the period, how many are won today.' },
  firstReply: { name: 'First reply', definition: 'From a lead’s coming in to the first thing done with it, on average over the leads that came in in the period and were worked on.' },
  timeToConversion: { name: 'Time to conversion', definition: 'From a lead’s coming in to being won, on average over the leads that were won in the period.' },
  reached: { name: 'Reached', definition: 'Of the leads that came in in the period, how many have come to this stage or one after it, wherever they stand today.' },
  timeInStage: { name: 'Time in stage', definition: 'How long leads stood in the stage before they left it, on average over those that left it in the period.' },
  averageValue: { name: 'Average value', definition: 'What a lead that was won in the period brings a month; 0 where none was.' },
  overdue: { name: 'Overdue', definition: 'Leads whose follow-up is late now; more than 1,000 are not counted on.' },
  followUpsOnTime: { name: 'On time', definition: 'Of what was planned for a time and done in the period, how much was done by that time.' },
} as const;
export type FigureId = keyof typeof figureDefinitions;
const described = (id: FigureId) => ({ description: figureDefinitions[id].definition });

const LeadLink = Type.Unsafe<{ [filter: string]: string }>({
  ...Type.Record(Type.String(), Type.String()), description: 'The filters of `GET /leads` that list what was counted.',
});
const Comparison = { leads: Nullable(LeadLink) };
const Count = (id: FigureId) => Shape({ value: Type.Integer(), previous: Nullable(Type.Integer()), ...Comparison }, described(id));
const Amount = (id: FigureId) => Shape({ value: Type.String(), previous: Nullable(Type.String()), ...Comparison }, described(id));
const Rate = (id: FigureId) => Shape({
  value: Nullable(Type.Number({ description: 'Per cent, with one decimal; null where there was nothing.' })), previous: Nullable(Type.Number()),
  part: Type.Integer(), whole: Type.Integer(), ...Comparison,
}, described(id));
const Seconds = (id: FigureId) => Shape({
  value: Nullable(Type.Integer({ description: 'Seconds; null where there was nothing.' })), previous: Nullable(Type.Integer()), ...Comparison,
}, described(id));
export type CountFigure = { value: number; previous: number | null; leads: { [filter: string]: string } | null };
export type AmountFigure = { value: string; previous: string | null; leads: { [filter: string]: string } | null };
export type RateFigure = { value: number | null; previous: number | null; part: number; whole: number; leads: { [filter: string]: string } | null };
export type SecondsFigure = { value: number | null; previous: number | null; leads: { [filter: string]: string } | null };

const day = '\\d{4}-\\d{2}-\\d{2}';
/** Words for periods; `this_…` is so far, and is compared with as much of the one before. */
export const periodWords = [
  'today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month', 'this_quarter', 'last_quarter', 'this_year', 'last_year',
] as const;
const period = Type.String({
  maxLength: 40, pattern: `^(${periodWords.join('|')}|last_\\d{1,3}_(days|months)|${day}\\.\\.${day})$`, default: 'last_12_months',
  description: `Days of the organization, both included: \`2026-05-01..2026-05-31\`, ${periodWords.join(', ')}, \`last_30_days\` (with today) or \`last_12_months\` (with this one).`,
});
const whose = {
  pipelineId: Type.Optional(Id),
  teamId: Type.Optional(IdList),
  ownerId: Type.Optional(Type.String({ maxLength: 1900, pattern: '^(me|none|[0-9a-fA-F-]{36})(,(me|none|[0-9a-fA-F-]{36})){0,49}$', description: 'Ids separated by commas; `me`, `none` for the unclaimed.' })),
};
const ReportQuery = Shape({ period: Type.Optional(period), ...whose });

export const ReportPeriod = named('ReportPeriod', Shape({
  first: Type.String({ format: 'date' }), last: Type.String({ format: 'date' }),
  previousFirst: Type.String({ format: 'date', description: 'The period before, which figures are compared with: as long, or as many whole months.' }),
  previousLast: Type.String({ format: 'date' }),
  timezone: Type.String({ description: 'The organization’s, in which its days begin.' }),
}));
export type ReportPeriod = Static<typeof ReportPeriod>;

export const LeadStats = named('LeadStats', Shape({
  period: ReportPeriod,
  totalLeads: Count('totalLeads'), newThisMonth: Count('newThisMonth'), converted: Count('converted'), activeLeads: Count('activeLeads'),
  opportunities: Count('opportunities'), opportunityValue: Amount('opportunityValue'),
  newLeads: Count('newLeads'), won: Count('won'), wonValue: Amount('wonValue'), lost: Count('lost'), conversionRate: Rate('conversionRate'),
  firstReply: Seconds('firstReply'), timeToConversion: Seconds('timeToConversion'),
  distribution: Type.Array(Shape({
    stageId: Id, name: Type.String(), type: StageType, position: Type.Integer(), count: Type.Integer(), value: Type.String(), leads: LeadLink,
  }), { description: 'How many leads stand in each stage of the pipeline, the default one where none is named, and what they would bring a month.' }),
}));
export type LeadStats = Static<typeof LeadStats>;
const access = 'leads:read';
export const getLeadStats = endpoint({
  operationId: 'getLeadStats', tag: 'reports', summary: 'What there is and what came of it, in figures', method: 'GET', path: '/leads/stats', access,
  description: 'Of the leads the caller may see. Every figure brings the filters that list what was counted.', query: ReportQuery, response: LeadStats, errors: [404],
});

const year = Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 }));
const Month = Shape({
  month: Type.String({ description: 'YYYY-MM.' }), newLeads: Count('newLeads'), won: Count('won'),
});
export const LeadsOverTime = named('LeadsOverTime', Shape({
  years: Type.Array(Type.Integer(), { description: 'Years in which leads came in, the latest first.' }), months: Type.Array(Month),
}));
export type LeadsOverTime = Static<typeof LeadsOverTime>;
export const getLeadsOverTime = endpoint({
  operationId: 'getLeadsOverTime', tag: 'reports', summary: 'Leads that came in and were won, by month', method: 'GET', path: '/leads/over-time', access,
  description: 'Of a year, or of the last twelve months where none is named. `previous` is the same month a year before.',
  query: Shape({ year, ...whose }), response: LeadsOverTime,
});

export const StageReport = named('StageReport', Shape({
  period: ReportPeriod, pipelineId: Id, pipelineName: Type.String(),
  stages: Type.Array(Shape({
    id: Id, name: Type.String(), type: StageType, position: Type.Integer(), reached: Count('reached'),
    fromPrevious: Nullable(Type.Number({ description: 'Per cent of those that reached the stage before.' })),
    timeInStage: Seconds('timeInStage'),
  }), { description: 'The steps on the way; dormant and lost are none.' }),
}));
export type StageReport = Static<typeof StageReport>;
export const getStageReport = endpoint({
  operationId: 'getStageReport', tag: 'reports', summary: 'How far leads come, and how long they take', method: 'GET', path: '/reports/stages', access,
  description: 'Of the pipeline that is named, else of the default one.', query: ReportQuery, response: StageReport, errors: [404],
});

const broken = { newLeads: Count('newLeads'), conversionRate: Rate('conversionRate') };
export const SourceReport = named('SourceReport', Shape({
  period: ReportPeriod,
  sources: Type.Array(Shape({ source: Type.String(), name: Type.String(), ...broken, won: Count('won'), wonValue: Amount('wonValue') })),
}));
export type SourceReport = Static<typeof SourceReport>;
export const getSourceReport = endpoint({
  operationId: 'getSourceReport', tag: 'reports', summary: 'Where leads come from and what comes of them', method: 'GET', path: '/reports/sources', access,
  query: ReportQuery, response: SourceReport,
});

const rankBy = Type.Optional(Type.Unsafe<'conversionRate' | 'wonValue'>({ type: 'string', enum: ['conversionRate', 'wonValue'], default: 'conversionRate' }));
const performance = {
  ...broken, won: Count('won'), wonValue: Amount('wonValue'), averageValue: Amount('averageValue'), firstReply: Seconds('firstReply'),
  timeToConversion: Seconds('timeToConversion'),
};
export const PerformanceReport = named('PerformanceReport', Shape({
  period: ReportPeriod,
  people: Type.Array(Shape({
    rank: Type.Integer({ minimum: 1 }), userId: Id, name: Type.String(), teamId: Nullable(Id), ...performance, overdue: Count('overdue'),
  }), { description: 'By rank. Who has no lead of the period and won none is not in it.' }),
  teams: Type.Array(Shape({ rank: Type.Integer({ minimum: 1 }), teamId: Id, name: Type.String(), ...performance })),
  total: Shape(performance),
}));
export type PerformanceReport = Static<typeof PerformanceReport>;
export const getPerformanceReport = endpoint({
  operationId: 'getPerformanceReport', tag: 'reports', summary: 'Each person and team, ranked', method: 'GET', path: '/reports/performance', access,
  query: Shape({ ...ReportQuery.properties, rankBy }),
  response: PerformanceReport,
});

export const ConversionReport = named('ConversionReport', Shape({
  period: ReportPeriod, months: Type.Array(Shape({ month: Type.String(), ...broken, timeToConversion: Seconds('timeToConversion') })),
}));
export const getConversionReport = endpoint({
  operationId: 'getConversionReport', tag: 'reports', summary: 'Conversion by the month in which leads came in', method: 'GET', path: '/reports/conversion', access,
  query: ReportQuery, response: ConversionReport,
});

const followUps = {
  done: Type.Integer({ description: 'What was planned for a time and done in the period.' }),
  leads: Nullable(Type.Unsafe<{ [filter: string]: string }>({ ...LeadLink, description: 'The filters of `GET /leads` that list the leads on which it was done; one may have had several.' })),
  onTime: Rate('followUpsOnTime'),
  averageLateSeconds: Nullable(Type.Integer({ description: 'How late what was late was, on average.' })),
};
export const FollowUpReport = named('FollowUpReport', Shape({
  period: ReportPeriod, total: Shape(followUps), people: Type.Array(Shape({ userId: Id, name: Type.String(), ...followUps, overdue: Count('overdue') })),
}));
export type FollowUpReport = Static<typeof FollowUpReport>;
export const getFollowUpReport = endpoint({
  operationId: 'getFollowUpReport', tag: 'reports', summary: 'Whether what was planned was done in time', method: 'GET', path: '/reports/follow-ups', access,
  description: 'By who did it. `overdue` is of the leads they have now.', query: ReportQuery, response: FollowUpReport,
});

export const LostReasonReport = named('LostReasonReport', Shape({
  period: ReportPeriod, lost: Count('lost'),
  reasons: Type.Array(Shape({ reason: Nullable(Type.String()), lost: Count('lost'), share: Type.Number({ description: 'Per cent of what was lost.' }), value: Type.String() }), { description: 'The fifty most frequent.' }),
}));
export type LostReasonReport = Static<typeof LostReasonReport>;
export const getLostReasonReport = endpoint({
  operationId: 'getLostReasonReport', tag: 'reports', summary: 'Why leads were lost', method: 'GET', path: '/reports/lost-reasons', access,
  query: ReportQuery, response: LostReasonReport,
});

export const CompetitorReport = named('CompetitorReport', Shape({
  period: ReportPeriod,
  competitors: Type.Array(Shape({ provider: Type.String(), ...broken, wonValue: Type.String() }), { description: 'By the current ISP of leads that came in in the period; the fifty most frequent.' }),
}));
export type CompetitorReport = Static<typeof CompetitorReport>;
export const getCompetitorReport = endpoint({
  operationId: 'getCompetitorReport', tag: 'reports', summary: 'Whose customers ask, and how many change', method: 'GET', path: '/reports/competitors', access,
  query: ReportQuery, response: CompetitorReport,
});

/** Reports that can be taken along as a file. */
export const reportFiles = ['over-time', 'stages', 'sources', 'performance', 'conversion', 'follow-ups', 'lost-reasons', 'competitors'] as const;
export type ReportFile = (typeof reportFiles)[number];
export const downloadReport = endpoint({
  operationId: 'downloadReport', tag: 'reports', summary: 'A report as a CSV file', method: 'GET', path: '/reports/:report/rows.csv', access,
  description: 'The numbers of the report of that name, a row each; `rankBy` is for `performance`, and `over-time` has a `year` instead of a period. Times are in seconds, shares in per cent. Cells that a spreadsheet would take for formulas begin with an apostrophe.',
  params: Shape({ report: Type.Unsafe<ReportFile>({ type: 'string', enum: [...reportFiles] }) }), query: Shape({ ...ReportQuery.properties, rankBy, year }), answers: 'bytes', errors: [404],
});
