import { createValue, type ReadValue } from '@lastmile/contracts';
import { formatNumber } from '../../core/numbers.ts';
import type { Catalogue } from '../leads/index.ts';
import { textOfCell } from './cell.ts';
import { CellRefused } from './cell-refused.ts';
import type { RowShown } from './import-preview.ts';
import { tagsIn } from './read-cell.ts';
import { mappedValue } from './read-choice.ts';
import { columnReaders, emptyDraft, putIn, type Draft } from './read-row.ts';
import type { Reading } from './reading.ts';

/** What the cells of a row will be on its lead, as people read it: what they name by its name. What is refused is left out. */
export function leadShown(reading: Reading): RowShown {
  const columns = columnReaders(reading);
  const headings = new Map(columns.map(({ field, heading }) => [field, heading]));
  return ({ cells }) => {
    const draft = emptyDraft();
    const shown: { [heading: string]: ReadValue } = {};
    const refused = new Set<string>();
    const filled = columns.map((column) => ({ ...column, cell: cells[column.index] ?? '', text: textOfCell(cells[column.index]) })).filter(({ text }) => text !== '');
    for (const { heading, read, cell, text } of filled) {
      try {
        read(draft, text, typeof cell === 'number' ? cell : text);
      } catch (error) {
        if (!(error instanceof CellRefused)) throw error;
        refused.add(heading);
      }
    }
    for (const { field } of putIn(draft.input, draft.place, headings, reading.catalogue, reading.values)) refused.add(field);
    for (const { heading, field, text } of filled) if (!refused.has(heading)) shown[heading] = valueShown(field, draft, text, reading);
    return shown;
  };
}

const amounts = new Set(['agreedInstallationFee', 'agreedMonthlySubscription', 'estimatedValue']);

function valueShown(field: string, { input, custom, number, reference }: Draft, text: string, { catalogue, values }: Reading): ReadValue {
  const { stages, people, sources, offers, tags, customFields } = catalogue;
  const isMade = (of: string, word: string) => mappedValue(values, of, word) === createValue;
  const named = (of: ReadonlyMap<string, { name: string }>, id: unknown) => textValue(isMade(field, text) ? text : typeof id === 'string' ? of.get(id)?.name : '');
  if (field.startsWith('customFields.')) return ownShown(customFields.get(field.slice('customFields.'.length)), custom[field.slice('customFields.'.length)]);
  const stage = () => stages.find(({ id, pipelineId }) => (input.stageId === undefined ? pipelineId === input.pipelineId : id === input.stageId));
  switch (field) {
    case 'number': return textValue(number === undefined ? '' : formatNumber('lead', number));
    case 'stage': return textValue(input.stageId === undefined ? '' : stage()?.name);
    case 'pipeline': return textValue(input.pipelineId === undefined ? '' : stage()?.pipelineName);
    case 'owner': return named(people, input.ownerId);
    case 'source': return named(sources, input.source);
    case 'offerId': return named(offers, input.offerId);
    case 'tags': return textValue([...(input.tagIds as string[]).map((id) => tags.get(id)?.name ?? id), ...tagsIn(text).filter((word) => isMade('tags', word))].join(', '));
    case 'externalReference': return textValue(reference.reference);
    case 'externalSource': return textValue(reference.source);
    case 'phone': return { kind: 'phone', text: input.phone as string };
    case 'followUpAt': return { kind: 'moment', text: input.followUpAt as string };
    case 'hasRouter': return textValue(input.hasRouter ? 'Yes' : 'No');
    case 'latitude': case 'longitude': return textValue(input[field]);
    default: return amounts.has(field) ? { kind: 'money', text: input[field] as string } : typeof input[field] === 'number' ? { kind: 'number', text: String(input[field]) } : textValue(input[field]);
  }
}

type CustomField = Catalogue['customFields'] extends ReadonlyMap<string, infer Field> ? Field : never;

const textValue = (value: unknown): ReadValue => ({ kind: 'text', text: value === null || value === undefined ? '' : String(value as string) });

/** An organization's own field. */
function ownShown(field: CustomField | undefined, value: unknown): ReadValue {
  if (field === undefined || value === null || value === undefined) return textValue('');
  switch (field.type) {
    case 'number': return { kind: 'number', text: String(value as number) };
    case 'date': return { kind: 'moment', text: value as string };
    case 'phone': return { kind: 'phone', text: value as string };
    case 'select': return textValue(field.options.find((option) => option.value === value)?.label ?? value);
    case 'geo': return textValue(Object.values(value).join(', '));
    default: return textValue(value);
  }
}
