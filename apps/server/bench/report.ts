import type { Cell, Tally } from './rounds.ts';

const cpuPerRequest = ({ serverCpu, databaseCpu, requests }: Tally): number =>
  (serverCpu + (databaseCpu ?? 0)) / requests;
const at = (latencies: readonly number[], share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!;

/** Three significant digits. */
const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
const sizeName = (size: number): string => (size >= 1_000_000 ? `${size / 1_000_000}M` : `${size / 1000}k`);

/** A figure with its target, and a mark where it is missed. */
function against(
  value: number,
  target: number | undefined,
  isMet: (value: number, target: number) => boolean,
  show: (value: number) => string,
  sign: string,
): string {
  if (target === undefined) return show(value);
  return `${show(value)} (${sign} ${show(target)})${isMet(value, target) ? '' : ' ✗'}`;
}

const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** The table of all cells, as Markdown that reads well in a terminal too. */
export function table(cells: readonly Cell[]): string {
  const head = [
    'work',
    'size',
    'requests/s',
    'bare',
    'p50 ms',
    'p99 ms',
    'bare p50',
    'CPU ms server',
    'CPU ms database',
    'bare server',
    'bare database',
    'ratio by CPU',
    'growth by CPU',
  ];
  const rows = cells.map((cell) => {
    const {
      workload: { title, target },
      size,
      ours,
      bare,
    } = cell;
    const smallest = cells.find((other) => other.workload === cell.workload)!;
    const ratio = bare && cpuPerRequest(bare) / cpuPerRequest(ours);
    const growth = cpuPerRequest(ours) / cpuPerRequest(smallest.ours);
    const sorted = ours.latencies.toSorted((left, right) => left - right);
    const bareSorted = bare?.latencies.toSorted((left, right) => left - right);
    const databaseCpu = (tally: Tally) =>
      tally.databaseCpu === null ? '–' : figure(tally.databaseCpu / tally.requests);
    const ofBare = (show: (tally: Tally) => string) => (bare ? show(bare) : '–');
    const isLargest = cells.findLast((other) => other.workload === cell.workload) === cell;
    return [
      title,
      sizeName(size),
      figure(ours.requests / ours.seconds),
      ofBare((tally) => figure(tally.requests / tally.seconds)),
      figure(at(sorted, 0.5)),
      figure(at(sorted, 0.99)),
      bareSorted ? figure(at(bareSorted, 0.5)) : '–',
      figure(ours.serverCpu / ours.requests),
      databaseCpu(ours),
      ofBare((tally) => figure(tally.serverCpu / tally.requests)),
      ofBare(databaseCpu),
      ratio === null ? '–' : against(ratio, target.ratio, (value, least) => value >= least, percent, '≥'),
      smallest === cell
        ? ''
        : against(growth, isLargest ? target.growth : undefined, (value, most) => value <= most, figure, '≤'),
    ];
  });
  return aligned([head, ...rows]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const padded = (cell: string, column: number) =>
    column < 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  const line = (row: readonly string[]) => `| ${row.map(padded).join(' | ')} |`;
  const dashes = (width: number, column: number) => (column < 1 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`);
  const rule = `|${widths.map(dashes).join('|')}|`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}
