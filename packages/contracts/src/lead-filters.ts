/**
 * What leads can be narrowed down by, and put in order by: one definition for the list, the board and saved views. Every filter is a text as it
 * stands in an address, so that a view keeps exactly what a query says.
 */
import { Type, type Static, type TObject, type TProperties, type TString, type TUnsafe } from 'typebox';
import { stageTypes } from './pipelines.ts';
import { Id, OneOf, RequiredText, Search, Shape } from './schemas.ts';

const severalOf = (value: string, most: number) => `^(${value})(,(${value})){0,${most - 1}}$`;

/** Any of a few words, separated by commas. */
const Several = (words: readonly string[], description?: string) => Type.String({
  maxLength: words.join(',').length + 1, pattern: severalOf(words.join('|'), words.length),
  description: description ?? `Separated by commas: ${words.join(', ')}.`,
});

const id = '[0-9a-fA-F-]{36}';
const SeveralIds = (words: readonly string[], description: string) => Type.String({
  maxLength: 1900, pattern: severalOf([id, ...words].join('|'), 50), description: `Ids separated by commas${description}.`,
});

const YesOrNo = OneOf(['true', 'false'] as const);

const amount = '\\d{1,12}(\\.\\d{1,2})?';
export const amountRange = `^(none|${amount}(\\.\\.(${amount})?)?|\\.\\.${amount})$`;
const AmountRange = Type.String({
  maxLength: 40, pattern: amountRange,
  description: 'From and to: `1000..2500`, `1000..`, `..2500`; one number alone is that number; `none` for those without one.',
});

const day = '\\d{4}-\\d{2}-\\d{2}';
const instant = `${day}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z`;
/** Words for days that stay right tomorrow, so that a saved view says “this month” and not “May”. Weeks begin on Monday. */
export const dayWords = [
  'today', 'yesterday', 'tomorrow', 'this_week', 'last_week', 'next_week', 'this_month', 'last_month', 'next_month', 'this_year',
] as const;
export const dayRange = `^(none|${dayWords.join('|')}|(last|next)_\\d{1,4}_days|over_\\d{1,4}_days_ago|${day}(\\.\\.(${day})?)?|\\.\\.${day}|${instant}\\.\\.${instant})$`;
const DayRange = Type.String({
  maxLength: 60, pattern: dayRange,
  description: `Days where the caller is, both included: \`2026-05-01..2026-05-31\`, either may be left out; one day alone is that day; or ${dayWords.join(', ')}, \`last_7_days\` and \`next_7_days\` (with today), \`over_30_days_ago\`; \`none\` for those without one.`,
});

/** As long as the longest of these texts, with the sign before it. */
const Contains = RequiredText(501, 'Part of it, in any case; `=all of it`; `=` alone for those without one.');

/** Of what hangs on a lead: which of it, on which days, and whose; `contacted;2026-05-01..2026-05-31`. */
const Hanging = (key: string, description: string) => Type.String({
  maxLength: 2000, pattern: `^(${key});(${dayRange.slice(1, -1)})(;${id}(,${id}){0,49})?$`, description,
});

/** Fields of a lead that are looked into for a part of a text. */
export const leadTextFilters = [
  'name', 'contactName', 'companyName', 'jobTitle', 'email', 'billingEmail', 'location', 'street', 'unitNumber', 'city', 'zipCode', 'propertyAddress',
  'partner', 'broughtInBy', 'howFoundUs', 'serviceType', 'currentIsp', 'interestReason', 'routerType', 'lostReason', 'followUpNote', 'notes',
] as const;
/** Amounts and numbers, by range. */
export const leadAmountFilters = [
  'value', 'score', 'probability', 'estimatedValue', 'agreedInstallationFee', 'agreedMonthlySubscription', 'totalJobsReferred',
] as const;
/** Moments, by day. */
export const leadDayFilters = [
  'createdAt', 'updatedAt', 'stageEnteredAt', 'lastActivityAt', 'followUpAt', 'assignedAt', 'convertedAt', 'wonAt', 'lostAt',
] as const;

const each = <const Names extends readonly string[]>(names: Names, schema: TString) =>
  Object.fromEntries(names.map((name) => [name, schema])) as { [name in Names[number]]: TString };

const filters = {
  q: { ...Search, description: 'Part of a name, company, email, number or phone, written any way. A list shows the newest thousand of what it finds, and ten thousand are looked at where filters or another order narrow it down; exports and bulk changes take them all.' },
  pipelineId: Id,
  stageId: SeveralIds([], ''),
  furthestStageId: SeveralIds(['none'], ': how far a lead has ever come in its pipeline, wherever it stands'),
  status: Several(stageTypes),
  ownerId: SeveralIds(['none', 'me'], '; `none` for the unclaimed, `me` for one’s own'),
  teamId: SeveralIds([], ': whose owner is in one of these teams'),
  assignment: Several(['pending', 'assigned', 'in_progress'],
    'Facts of ownership of open leads (D2), separated by commas: pending has no owner, assigned has one and no action yet, in_progress has both.'),
  source: Type.String({ maxLength: 400, pattern: severalOf('[a-z][a-z0-9_]*', 20), description: 'Source codes separated by commas.' }),
  offerId: SeveralIds(['none'], '; `none` for no package yet'),
  tagId: SeveralIds(['none'], ': marked with one of these tags; `none` for those without a tag'),
  priority: Several(['low', 'medium', 'high', 'urgent', 'none']),
  rating: Several(['cold', 'warm', 'hot', 'none']),
  urgency: Several(['low', 'normal', 'high', 'critical', 'none']),
  followUp: Several(['late', 'today', 'later', 'none'], 'Where the follow-up stands against the clock, as Today judges it, separated by commas: late, today, later, none.'),
  quiet: OneOf(['true', 'false'] as const, 'Stands longer in its stage than the stage says it should.'),
  converted: YesOrNo,
  workedOn: OneOf(['true', 'false'] as const, 'Whether anything was done with it yet.'),
  leftStage: Hanging(id, 'Left a stage: its id, on which days, and who had the lead then, parted by semicolons; the last may be left out.'),
  followedUp: Hanging('any|on_time|late', 'Something that was planned for a time was done: any, on_time or late; on which days, and by whom, parted by semicolons; the last may be left out.'),
  hasPhone: YesOrNo,
  hasEmail: YesOrNo,
  hasRouter: YesOrNo,
  doNotContact: YesOrNo,
  phone: RequiredText(40, 'Some of its digits, written any way.'),
  ...each(leadTextFilters, Contains),
  ...each(leadAmountFilters, AmountRange),
  ...each(leadDayFilters, DayRange),
};
export type LeadFilterName = keyof typeof filters;
export const leadFilterNames = Object.keys(filters) as LeadFilterName[];

/** A custom field's filter is called `customFields.` and the field's name. */
export const customFieldPrefix = 'customFields.';
export const customFieldKey = '[A-Za-z][A-Za-z0-9_]{0,59}';
const customFields = { patternProperties: { [`^customFields\\.${customFieldKey}$`]: RequiredText(400) } };

const optional: TProperties = Object.fromEntries(Object.entries(filters).map(([name, schema]) => [name, Type.Optional(schema)]));
type Filters = { [name in LeadFilterName]?: Static<(typeof filters)[name]> };

/** A query that narrows leads down: the filters, those of custom fields, and what else the endpoint takes. */
export function Narrowing<More extends TProperties>(more: More): TUnsafe<Filters & Static<TObject<More>>> {
  return { ...Shape({ ...optional, ...more }), ...customFields } as unknown as TUnsafe<Filters & Static<TObject<More>>>;
}

/** The filters by themselves, as a saved view keeps them. */
export const LeadFilters = Type.Unsafe<Filters>({
  ...Shape(optional), ...customFields, maxProperties: 30,
  description: 'Filters as `GET /leads` takes them; those of custom fields as `customFields.<name>`.',
});
export type LeadFilters = Static<typeof LeadFilters>;

/** By what the table can be put in order; with a minus the other way round. Leads without the value come last both ways. */
export const leadSortKeys = ['title', 'createdAt', 'updatedAt', 'followUpAt', 'stageEnteredAt', 'lastActivityAt', 'value', 'score', 'source'] as const;
export type LeadSortKey = (typeof leadSortKeys)[number];
export type LeadSort = LeadSortKey | `-${LeadSortKey}`;
export const leadSorts = leadSortKeys.flatMap((key): LeadSort[] => [key, `-${key}`]);
export const LeadSort = Type.Unsafe<LeadSort>({ type: 'string', enum: leadSorts, description: 'Leads without the value come last both ways.' });

/** What a row can show beyond its card, by name in `fields=`; custom fields as `customFields.<name>`. */
export const leadExtraFields = [
  ...leadTextFilters, 'estimatedValue', 'agreedInstallationFee', 'agreedMonthlySubscription', 'totalJobsReferred', 'score', 'probability', 'priority', 'rating', 'urgency',
  'hasRouter', 'doNotContact', 'updatedAt', 'lastActivityAt', 'assignedAt', 'latitude', 'longitude',
] as const;
export const ExtraFields = Type.String({
  maxLength: 2000, pattern: severalOf(`${leadExtraFields.join('|')}|customFields\\.${customFieldKey}`, 40),
  description: 'What each card brings besides, under `fields`: names separated by commas.',
});

/** What every card brings, as columns of the table: `area` is where a lead is, `stage` with its pipeline, `owner` by name. */
export const leadCardColumns = [
  'phone', 'offerId', 'area', 'stage', 'followUpAt', 'stageEnteredAt', 'owner', 'value', 'tags', 'source', 'broughtInBy', 'createdAt',
] as const;
export type LeadCardColumn = (typeof leadCardColumns)[number];
/** Every column of the table but the organization’s own, which are called `customFields.<name>`. */
export const leadColumns = [...new Set<string>([...leadCardColumns, ...leadExtraFields])];
export const LeadColumns = Type.String({
  maxLength: 4000, pattern: severalOf(`${leadColumns.join('|')}|customFields\\.${customFieldKey}`, 100),
  description: 'The table’s columns in their order, separated by commas; custom fields as `customFields.<name>`.',
});
