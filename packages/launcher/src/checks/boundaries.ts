import { readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../child-process.ts';
import { inCheckout, inPackage, root } from '../paths.ts';

/** The part of dependency-cruiser's report that is judged. */
export interface CruiseReport {
  modules: { source: string }[];
  summary: { violations: Violation[] };
}

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
  cycle?: { name: string }[];
}

interface BoundaryOptions {
  /** Root of the tree to look at; the checkout unless a test brings its own. */
  folder?: string;
  signal?: AbortSignal;
}

const parts = ['apps', 'packages', 'e2e'];
const sources = /\.(ts|tsx|mjs)$/;
const notSources = new Set(['node_modules', 'dist', 'test-results', '.cache', '.lastmile']);

/** Holds the rules of .dependency-cruiser.mjs, which say who may import whom, against every source file. */
export async function checkBoundaries({ folder = root, signal }: BoundaryOptions = {}) {
  const present = parts.filter((part) => existsSync(path.join(folder, part)));
  const { answer, errors } = await cruise(folder, present, signal);
  let report: CruiseReport;
  try {
    report = JSON.parse(answer) as CruiseReport;
  } catch {
    return { passed: false, findings: `dependency-cruiser gave no report: ${errors.trim()}` };
  }
  return judge(report, present.flatMap((part) => sourcesIn(folder, part)));
}

/**
 * Passes a report with no violation that covers every source file. A cruiser that cannot read TypeScript reports no
 * module and no violation, which must not look like order.
 */
export function judge(report: CruiseReport, files: string[]): { passed: boolean; findings: string } {
  const covered = new Set(report.modules.map(({ source }) => source));
  const missed = files.filter((file) => !covered.has(file));
  const findings = report.summary.violations.map(describe);
  if (files.length === 0) findings.push('There is no source file to check.');
  if (missed.length > 0) findings.push(`${missed.length} of ${files.length} files were not checked, ${missed[0]} for one.`);
  return { passed: findings.length === 0, findings: findings.join('\n') };
}

function describe({ rule, from, to, cycle }: Violation): string {
  const way = cycle ? [from, ...cycle.map(({ name }) => name)].join(' → ') : `${from} → ${to}`;
  return `${rule.name}: ${way}`;
}

async function cruise(folder: string, present: string[], signal?: AbortSignal) {
  const program = inPackage('.', 'dependency-cruiser', 'bin/dependency-cruiser.mjs');
  const words = [program, ...present, '--config', inCheckout('.dependency-cruiser.mjs'), '--output-type', 'json'];
  return runNode(words, { signal, folder });
}

function sourcesIn(folder: string, entry: string): string[] {
  return readdirSync(path.join(folder, entry), { withFileTypes: true })
    .filter(({ name }) => !notSources.has(name))
    .flatMap((found) => {
      const file = path.posix.join(entry, found.name);
      if (found.isDirectory()) return sourcesIn(folder, file);
      return sources.test(file) && !file.endsWith('.d.ts') ? [file] : [];
    });
}
