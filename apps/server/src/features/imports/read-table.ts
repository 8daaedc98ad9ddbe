import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { Cell } from './cell.ts';
import { NotATable, TableRefused } from './import.errors.ts';
import type { SheetAnswer } from './xlsx-worker.ts';

export const mostRows = 200_000;
export const mostColumns = 100;
/** Longest text that a cell may hold; a field's own bound is checked with its row. */
const longestCell = 20_000;

/** A file with a heading and rows, opened: what it is, and its rows one after the other, the heading first. */
export interface Table {
  format: 'csv' | 'xlsx';
  encoding: string | null;
  delimiter: string | null;
  rows: AsyncIterable<Cell[]>;
}

interface Received { name: string; path: string; size: number }

/** Tells by its bytes what a file is, and opens it. Throws {@link NotATable}. */
export async function openTable(file: Received): Promise<Table> {
  if (file.size === 0) throw new TableRefused('The file is empty.');
  const head = await beginning(file);
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return { format: 'xlsx', encoding: null, delimiter: null, rows: sheetRows(file) };
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new NotATable('This is a file of the old Excel. Save it as .xlsx or .csv and try again.');
  const encoding = await encodingOf(file, head);
  const text = new TextDecoder(encoding).decode(head);
  if (looksBinary(text)) throw new NotATable('This is neither a CSV nor an XLSX file.');
  const delimiter = delimiterOf(text);
  return { format: 'csv', encoding, delimiter, rows: csvRows(file, encoding, delimiter) };
}

async function beginning({ path }: Received): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

// eslint-disable-next-line no-control-regex -- these are what is looked for
const looksBinary = (text: string): boolean => /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text) || /^%PDF|^\{\\rtf|^<(!doctype|html|\?xml)/i.test(text.trimStart());

/** By its mark, else by where its zeroes are; what is no UTF-8 anywhere is what Excel writes here, Windows-1252. */
async function encodingOf({ path }: Received, head: Buffer): Promise<string> {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length >> 1, 500);
  let [even, odd] = [0, 0];
  for (let at = 0; at < pairs; at += 1) {
    if (head[at * 2] === 0) even += 1;
    if (head[at * 2 + 1] === 0) odd += 1;
  }
  if (odd > pairs / 3) return 'utf-16le';
  if (even > pairs / 3) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The sign that parts the first records into the most columns, and into as many in each. Excel may say it in a line of its own. */
export function delimiterOf(text: string): string {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1];
  if (said) return said;
  const worth = (delimiter: string): number => {
    const rows = firstRecords(text, delimiter);
    const [heading = []] = rows;
    const alike = rows.filter((row) => row.length === heading.length).length / Math.max(1, rows.length);
    return heading.length > 1 ? heading.length * alike ** 2 : 0;
  };
  const best = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, worth: worth(delimiter) })).toSorted((left, right) => right.worth - left.worth)[0]!;
  return best.worth > 0 ? best.delimiter : ',';
}

const recordsLookedAt = 20;

/** Records and not lines, as a cell in quotes may have several. What the text ends in the middle of is left out. */
function firstRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  const keep = (record: string[]): null => {
    records.push(record);
    return null;
  };
  try {
    parseAtOnce(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true, to: recordsLookedAt, on_record: keep });
    if (records.length > 1 && records.length < recordsLookedAt && !/[\r\n]$/.test(text)) records.pop();
  } catch (error) {
    // The text ended in quotes: what is before them counts.
    if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
  }
  return records;
}

async function* csvRows({ path }: Received, encoding: string, delimiter: string): AsyncGenerator<string[]> {
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: 1_000_000 });
  void feed(path, encoding, parser);
  try {
    for await (const row of parser as AsyncIterable<string[]>) yield row;
  } catch (error) {
    throw (error as { code?: string }).code?.startsWith('CSV_') ? new TableRefused(`The file cannot be read as CSV: ${(error as Error).message.slice(0, 200)}`) : error;
  }
}

async function feed(path: string, encoding: string, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    const decoder = new TextDecoder(encoding);
    let isFirst = true;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      let text = decoder.decode(chunk, { stream: true });
      if (isFirst) text = text.replace(/^sep=.\r?\n/i, '');
      isFirst = false;
      if (!parser.write(text)) await drained(parser);
    }
    parser.end(decoder.decode());
  } catch (error) {
    parser.destroy(error as Error);
  }
}

/** Until there is room again, or nobody reads on. */
function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      parser.off('drain', goOn).off('close', goOn);
      resolve();
    };
    parser.on('drain', goOn).on('close', goOn);
  });
}

/** A workbook is unpacked and read beside the server, in a place that may use so much memory and no more. */
async function* sheetRows({ path }: Received): AsyncGenerator<Cell[]> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), { workerData: { path }, resourceLimits: { maxOldGenerationSizeMb: 768 }, execArgv: ['--no-warnings'] });
  try {
    for (;;) {
      const answer = await nextOf(worker);
      if ('problem' in answer) throw new TableRefused(answer.problem);
      if ('done' in answer) return;
      yield* answer.rows;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
      worker.postMessage('next');
    }
  } finally {
    await worker.terminate();
  }
}

function nextOf(worker: Worker): Promise<SheetAnswer> {
  const heard = new AbortController();
  return new Promise<SheetAnswer>((resolve, reject) => {
    const listen = (event: string, listener: (said: SheetAnswer) => void) => {
      worker.once(event, listener);
      heard.signal.addEventListener('abort', () => worker.off(event, listener));
    };
    listen('message', resolve);
    listen('error', () => reject(new TableRefused('The workbook is too large or damaged. Save it as CSV and try again.')));
    listen('exit', () => reject(new TableRefused('The workbook cannot be read.')));
  }).finally(() => heard.abort());
}

/**
 * A row as long as the heading, its texts without blanks around them and without what a database cannot keep. Longer only where something stands beyond the
 * heading, which its reader refuses.
 */
export function cellsOf(row: readonly Cell[], columns: number): Cell[] {
  const beyond = row.length > columns ? row.slice(columns, columns + mostColumns).findLastIndex((cell) => storable(cell) !== '') + 1 : 0;
  return Array.from({ length: columns + beyond }, (_, index) => storable(row[index] ?? ''));
}

const storable = (cell: Cell): Cell => (typeof cell === 'number' ? cell : cell.replaceAll('\0', '').toWellFormed().trim().slice(0, longestCell));
