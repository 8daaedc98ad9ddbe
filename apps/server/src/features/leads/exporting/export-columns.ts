import { customFieldPrefix, leadColumns, standardLeadField, type LeadFieldType } from '@lastmile/contracts';
import { formatNumber } from '../../../core/numbers.ts';
import { internationalPhone } from '../../../core/phone.ts';
import { snakeCase } from '../../../core/relation.ts';
import { instant } from '../../../core/sql.ts';
import type { ColumnKind } from '../../../core/workbook.ts';
import { zonedText } from '../../../core/zoned-time.ts';
import { badFilter, type Place } from '../finding/filter-conditions.ts';
import type { Catalogue } from '../writing/catalogue.ts';

/** A column of an exported file. Headings are those that an import knows its fields by. */
export interface ExportColumn {
  heading: string;
  kind: ColumnKind | 'phone';
  /** What of `l`, a lead, is read for it. */
  sql: (place: Place) => string;
  /** How that is written; null where there is nothing. */
  write: (value: unknown) => string | null;
}

/** What the file can show and an import cannot set. The words are such that none of them is taken for a field. */
const shownOnly = {
  value: 'Value a month', createdAt: 'Added on', stageEnteredAt: 'In this stage since', updatedAt: 'Changed on', lastActivityAt: 'Last activity on', assignedAt: 'Taken on',
} as const;
export const unimportableHeadings: readonly string[] = Object.values(shownOnly);

/** Columns of the table that show two facts of a lead are two columns here. */
const parts: { readonly [name: string]: readonly string[] } = { area: ['location', 'city'], stage: ['pipeline', 'stage'], followUpAt: ['followUpAt', 'followUpNote'] };
/** By these a lead is known again. */
const always = ['number', 'name', 'companyName'];

const text = (value: unknown) => (value === null || value === undefined || value === '' ? null : String(value as string));
const column = (name: string) => () => `l.${snakeCase(name)}`;
const kinds: { readonly [name: string]: ColumnKind | 'phone' } = {
  estimatedValue: 'amount', agreedInstallationFee: 'amount', agreedMonthlySubscription: 'amount', value: 'amount',
  score: 'number', probability: 'number', totalJobsReferred: 'number', latitude: 'number', longitude: 'number',
};
const labels: { readonly [name: string]: string } = {
  number: 'Number', pipeline: 'Pipeline', stage: 'Stage', owner: 'Owner', tags: 'Tags', latitude: 'Latitude', longitude: 'Longitude', lostReason: 'Reason for losing', ...shownOnly,
};

/** The columns of a file, by the names of the table's. Throws a 400 for one that there is not. */
export function exportColumns(names: readonly string[] | null, catalogue: Catalogue, timezone: string): ExportColumn[] {
  const chosen = names ?? [...leadColumns, ...[...catalogue.customFields.keys()].map((name) => `${customFieldPrefix}${name}`)];
  const all = [...new Set([...always, ...chosen.flatMap((name) => parts[name] ?? [name])])];
  return distinct(all.map((name) => (name.startsWith(customFieldPrefix) ? customColumn(name, catalogue) : standardColumn(name, catalogue, timezone))));
}

/** A sheet has each heading once. */
function distinct(columns: readonly ExportColumn[]): ExportColumn[] {
  const times = new Map<string, number>();
  return columns.map((one) => {
    const key = one.heading.toLowerCase();
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    return count === 1 ? one : { ...one, heading: `${one.heading} (${count})` };
  });
}

const refused = (name: string) => badFilter('/query/columns', `There is no column ${name}.`);

function standardColumn(name: string, catalogue: Catalogue, timezone: string): ExportColumn {
  const heading = labels[name] ?? catalogue.labels.get(name) ?? standardLeadField(name)?.label;
  if (!heading) throw refused(name);
  const named = (of: ReadonlyMap<string, { name: string }>) => (value: unknown) => (value ? of.get(String(value as string))?.name ?? null : null);
  const special: { [name: string]: Partial<ExportColumn> } = {
    number: { write: (value) => formatNumber('lead', value as number) },
    phone: { kind: 'phone', write: (value) => value ? internationalPhone(String(value as string)) : null },
    offerId: { write: named(catalogue.offers) },
    source: { write: named(catalogue.sources) },
    pipeline: { sql: column('pipelineId'), write: (value) => catalogue.stages.find(({ pipelineId }) => pipelineId === value)?.pipelineName ?? null },
    stage: { sql: column('stageId'), write: (value) => catalogue.stages.find(({ id }) => id === value)?.name ?? null },
    owner: { sql: column('ownerId'), write: personNames(catalogue) },
    tags: {
      sql: () => '(select json_agg(t.name order by t.position, t.id) from lead_tags x join tags t on t.organization_id = $1 and t.id = x.tag_id where x.organization_id = $1 and x.lead_id = l.id)',
      write: (value) => (value ? (value as string[]).map(tagText).join(', ') : null),
    },
    hasRouter: { write: (value) => (value === null ? null : value ? 'Yes' : 'No') },
    followUpAt: { kind: 'moment', sql: () => `coalesce(l.follow_up_on::text, ${instant('l.follow_up_at')})`, write: (value) => momentText(value, timezone) },
  };
  const moments = ['createdAt', 'updatedAt', 'stageEnteredAt', 'lastActivityAt', 'assignedAt'];
  for (const moment of moments) special[moment] = { kind: 'moment', sql: () => instant(`l.${snakeCase(moment)}`), write: (value) => momentText(value, timezone, { exactly: false }) };
  if (!Object.hasOwn(special, name) && !always.includes(name) && !leadColumns.includes(name) && !Object.values(parts).flat().includes(name)) throw refused(name);
  const kind = kinds[name] ?? 'text';
  const sql = kind === 'text' ? column(name) : () => `l.${snakeCase(name)}::text`;
  return { heading, kind, sql, write: text, ...special[name] };
}

/** People are called by their names, and by their addresses where two are called alike. */
function personNames({ people }: Catalogue): (value: unknown) => string | null {
  const counts = Map.groupBy(people.values(), ({ name }) => name.toLowerCase());
  return (value) => {
    const person = people.get(String(value as string));
    if (!person) return null;
    return counts.get(person.name.toLowerCase())!.length > 1 ? person.email : person.name;
  };
}

/** A tag with a sign in its name that parts tags stands in quotes. */
const tagText = (name: string): string => (/[,;|"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

/** In the caller's time zone; in full where that would not be read back as the same moment, as in the hour that a clock change repeats. */
function momentText(value: unknown, timezone: string, { exactly = true } = {}): string | null {
  if (value === null) return null;
  const written = String(value as string);
  if (written.length === 10) return written;
  const { wall, isExact } = zonedText(timezone, new Date(written));
  return exactly && !isExact ? written : wall;
}

const customKinds: { readonly [type in LeadFieldType]?: ColumnKind | 'phone' } = { number: 'number', date: 'date', phone: 'phone' };

function customColumn(name: string, { customFields }: Catalogue): ExportColumn {
  const field = customFields.get(name.slice(customFieldPrefix.length));
  if (!field) throw refused(name);
  const write = (value: unknown): string | null => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return plainNumber(value);
    if (typeof value === 'object') {
      const { latitude, longitude } = value as { latitude: number; longitude: number };
      return `${plainNumber(latitude)}, ${plainNumber(longitude)}`;
    }
    const written = String(value as string);
    if (field.type === 'phone') return internationalPhone(written);
    return field.type === 'select' ? field.options.find((option) => option.value === written)?.label ?? written : written;
  };
  return { heading: field.label, kind: customKinds[field.type] ?? 'text', sql: (place) => `l.custom_fields -> ${place(field.name)}::text`, write };
}

const digits = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 15 });
/** Without an exponent. */
const plainNumber = (value: number): string => digits.format(value);
