/** Reads the first sheet of a workbook, in a thread of its own: unpacking it needs memory that only its end frees. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';

const mostUnpacked = 300 * 1_048_576;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
const tell = (answer: { rows: string[][] } | { problem: string }): void => parentPort!.postMessage(answer);

/** A date as people write it for machines; a number without an exponent. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  }
  if (typeof cell === 'number') return Number.isInteger(cell) ? cell.toFixed(0) : String(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return String(cell as string);
}

try {
  const content = await readFile((workerData as { path: string }).path);
  let unpacked = 0;
  unzipSync(content, { filter: ({ originalSize }) => { unpacked += originalSize; return false; } });
  if (unpacked > mostUnpacked) tell({ problem: 'The workbook is too large when it is unpacked. Save it as CSV and try again.' });
  else tell({ rows: (await readSheet(content)).map((row: readonly unknown[]) => row.map(textOf)) });
} catch {
  tell({ problem: 'This is no workbook of Excel, or it is damaged.' });
}
