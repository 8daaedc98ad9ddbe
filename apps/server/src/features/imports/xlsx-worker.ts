/**
 * Reads a workbook's first sheet that has rows, in a thread of its own: unpacking it needs memory that only its end frees. It is handed over a few thousand rows
 * at a time, as they are asked for.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { unzipSync } from 'fflate';
import { readSheet, type SheetData } from 'read-excel-file/node';
import type { Cell } from './cell.ts';

export type SheetAnswer = { rows: Cell[][] } | { problem: string } | { done: true };

const mostUnpacked = 300 * 1_048_576;
const together = 5000;
/** Behind covers and notes the list is looked for in so many sheets. */
const mostSheets = 10;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
const tell = (answer: SheetAnswer): void => parentPort!.postMessage(answer);

/** A date as people write it for machines; a number stays one. */
function read(cell: unknown): Cell {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    // A time is a fraction of a day there, which is no whole number of milliseconds.
    const text = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  }
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return String(cell as string);
}

const hasRows = (sheet: SheetData): boolean => sheet.filter((row) => row.some((cell) => cell !== null)).length > 1;

async function listIn(content: Buffer): Promise<SheetData> {
  const first = await readSheet(content);
  for (let sheet = first, number = 2; number <= mostSheets; number += 1) {
    if (hasRows(sheet)) return sheet;
    try {
      sheet = await readSheet(content, number);
    } catch (error) {
      if ((error as Error).name !== 'SheetNotFoundError') throw error;
      break;
    }
  }
  return first;
}

try {
  const content = await readFile((workerData as { path: string }).path);
  let unpacked = 0;
  unzipSync(content, { filter: ({ originalSize }) => { unpacked += originalSize; return false; } });
  if (unpacked > mostUnpacked) tell({ problem: 'The workbook is too large when it is unpacked. Save it as CSV and try again.' });
  else {
    const sheet = await listIn(content);
    for (let start = 0; start < sheet.length; start += together) {
      tell({ rows: sheet.slice(start, start + together).map((row: readonly unknown[]) => row.map(read)) });
      await once(parentPort!, 'message');
    }
    tell({ done: true });
  }
} catch (error) {
  const where = (error as Error).name === 'InvalidSpreadsheetError' ? /at row (\d+), col (\d+)/.exec((error as Error).message) : null;
  tell({ problem: where ? `The cell in row ${where[1]}, column ${where[2]} has nothing in it that can be read. Open the workbook, save it and send it again.`
    : 'This is no workbook of Excel, or it is damaged.' });
}
