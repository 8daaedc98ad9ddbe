import { NewLead, type ValueMapping } from '@lastmile/contracts';
import { contractCheck } from '../../core/validation.ts';
import type { Catalogue, LeadToWrite } from '../leads/index.ts';
import { textOfCell, type Cell } from './cell.ts';
import { CellRefused, said } from './cell-refused.ts';
import { customIn, numberIn, reasonIn, tagsIn, yesOrNoIn } from './read-cell.ts';
import { choiceReader, mappedValue, type ChoiceReader } from './read-choice.ts';
import { momentIn } from './read-date.ts';
import { amountIn, degreesIn, wholeIn } from './read-number.ts';
import { phoneIn, phoneText } from './read-phone.ts';
import type { Reading } from './reading.ts';

/** What is wrong with a row, by the heading of its column; of an unknown value also which field it was for. */
export interface CellProblem { field: string; detail: string; of?: string; value?: string }

export type ReadRow = { row: number } & ({ blank: true } | { errors: CellProblem[] } | { lead: LeadToWrite });

/** What the cells of a row come to, before they are a lead. */
export interface Draft {
  input: { [field: string]: unknown };
  custom: { [name: string]: unknown };
  place: { pipeline?: string; stage?: string };
  reference: { source?: string; reference?: string };
  number?: number;
}

/** Puts what stands in a cell where it belongs. Throws {@link CellRefused}. */
type CellReader = (draft: Draft, text: string, cell: Cell) => void;

export const emptyDraft = (): Draft => ({ input: {}, custom: {}, place: {}, reference: {} });

/** A column that goes to a field. */
interface ReadColumn { heading: string; index: number; field: string; read: CellReader }

/** The columns that are read, each with how. */
export function columnReaders(reading: Reading): ReadColumn[] {
  const { columns, mapping, catalogue, values } = reading;
  const choices = choiceReader(catalogue, values);
  return columns.flatMap(({ name: heading }, index) => {
    const field = mapping[heading];
    return field ? [{ heading, index, field, read: cellReader(field, heading, reading, choices) }] : [];
  });
}

let checkLead: ((value: unknown) => { pointer: string; detail: string }[]) | undefined;

/** Reads rows of a file as leads, by the mapping of its columns and values; what is wrong with a row is told cell by cell. */
export function rowReader(reading: Reading): (row: number, cells: readonly Cell[]) => ReadRow {
  checkLead ??= contractCheck(NewLead);
  const check = checkLead;
  const { catalogue, values } = reading;
  const mapped = columnReaders(reading);
  const headings = new Map(mapped.map(({ field, heading }) => [field, heading]));

  return (row, cells) => {
    if (cells.every((cell) => cell === '')) return { row, blank: true };
    const draft = emptyDraft();
    const errors: CellProblem[] = [];
    for (const { heading, index, field, read } of mapped) {
      const cell = cells[index] ?? '';
      const text = textOfCell(cell);
      if (text === '') continue;
      try {
        read(draft, text, typeof cell === 'number' ? cell : text);
      } catch (error) {
        if (!(error instanceof CellRefused)) throw error;
        if (error.unknown.length === 0) errors.push({ field: heading, detail: error.message });
        else errors.push(...error.unknown.map(({ word, detail }) => ({ field: heading, detail, of: field, value: word.slice(0, 200) })));
      }
    }
    const { input, custom, place, reference, number } = draft;
    errors.push(...putIn(input, place, headings, catalogue, values));
    if (reference.reference) input.externalRef = { source: reference.source ?? 'import', reference: reference.reference };
    if (Object.keys(custom).length > 0) input.customFields = custom;
    for (const { pointer, detail } of check(input)) errors.push({ field: headingOf(pointer, headings), detail });
    return errors.length > 0 ? { row, errors } : { row, lead: { row, input: input as NewLead, number } };
  };
}

/** How the cells of a column that goes to a field are read. */
function cellReader(field: string, heading: string, reading: Reading, choices: ChoiceReader): CellReader {
  const { country, timezone, decimalSign, dateOrders } = reading;
  const order = dateOrders[heading] ?? 'day_first';
  const into = (name: string, valueIn: (text: string, cell: Cell) => unknown): CellReader => ({ input }, text, cell) => assign(input, name, valueIn(text, cell));
  if (field.startsWith('customFields.')) {
    const name = field.slice('customFields.'.length);
    return ({ custom }, _, cell) => assign(custom, name, customIn(reading, name, cell, order));
  }
  switch (field) {
    case 'number': return (draft, text) => { draft.number = numberIn(text); };
    case 'stage': case 'pipeline': return ({ place }, text) => { place[field] = text; };
    case 'externalReference': return ({ reference }, text) => { reference.reference = text; };
    case 'externalSource': return ({ reference }, text) => { reference.source = text; };
    case 'tags': return into('tagIds', (text) => choices.several('tags', tagsIn(text)));
    case 'owner': return into('ownerId', (text) => choices.one('owner', text));
    case 'source': case 'offerId': return into(field, (text) => choices.one(field, text));
    case 'phone': return into(field, (_, cell) => phoneIn(cell, country));
    case 'agreedInstallationFee': case 'agreedMonthlySubscription': case 'estimatedValue': return into(field, (_, cell) => amountIn(cell, decimalSign));
    case 'score': case 'probability': case 'totalJobsReferred': return into(field, (_, cell) => wholeIn(cell, decimalSign));
    case 'latitude': case 'longitude': return into(field, (_, cell) => degreesIn(cell));
    case 'priority': case 'rating': case 'urgency': return into(field, (text) => text.toLowerCase());
    case 'broughtInByContact': return into(field, phoneText);
    case 'hasRouter': return into(field, yesOrNoIn);
    case 'doNotContact': return into(field, reasonIn);
    case 'followUpAt': return into(field, (text) => momentIn(text, { timezone, order }));
    default: return into(field, (text) => text);
  }
}

/** Where in the file a field of a lead came from; its own name where it came from no column. */
export function headingOf(pointer: string, headings: ReadonlyMap<string, string>): string {
  const [, first = '', second] = pointer.split('/');
  const names: { [property: string]: string } = { ownerId: 'owner', stageId: 'stage', pipelineId: headings.has('pipeline') ? 'pipeline' : 'stage', tagIds: 'tags', externalRef: 'externalReference' };
  const field = first === 'customFields' && second ? `customFields.${second}` : names[first] ?? first;
  return headings.get(field) ?? field;
}

function assign(to: { [field: string]: unknown }, field: string, value: unknown): void {
  if (value !== null && value !== undefined) to[field] = value;
}

/** The stage by its name, in the pipeline that was named, else in the default one, else wherever there is one. */
export function putIn(
  input: { [field: string]: unknown }, { pipeline, stage }: Draft['place'], headings: ReadonlyMap<string, string>,
  { stages }: Catalogue, values: ValueMapping,
): CellProblem[] {
  const problem = (field: 'pipeline' | 'stage', text: string) => [{ field: headings.get(field)!, detail: `There is no ${field} ${said(text)} here.`, of: field, value: text.slice(0, 200) }];
  let within = stages;
  if (pipeline) {
    const mapped = mappedValue(values, 'pipeline', pipeline);
    if (mapped !== null) within = stages.filter(({ pipelineId, pipelineName }) => pipelineId === mapped || (mapped === undefined && pipelineName.toLowerCase() === pipeline.toLowerCase()));
    if (within.length === 0) return problem('pipeline', pipeline);
    if (mapped !== null) input.pipelineId = within[0]!.pipelineId;
  }
  if (!stage) return [];
  const mapped = mappedValue(values, 'stage', stage);
  if (mapped === null) return [];
  const found = within.find(({ id, name }) => id === mapped || (mapped === undefined && name.toLowerCase() === stage.toLowerCase()));
  if (!found) return problem('stage', stage);
  Object.assign(input, { stageId: found.id, pipelineId: found.pipelineId });
  return [];
}
