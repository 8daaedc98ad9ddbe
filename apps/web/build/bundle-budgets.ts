import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;
type Bundle = Rolldown.OutputBundle;

export interface Budgets {
  /** The page of the signed-in product: what it must load before it can show anything. */
  application: { page: string; initialKilobytes: number; lazyRouteKilobytes: number };
  /** Pages for prospects on cheap phones: everything they load, document and styles included. */
  publicPages: { page: string; totalKilobytes: number }[];
}

/**
 * Fails the build, with one line per page that grew too heavy, when scripts outgrow their budgets.
 * Sizes are kilobytes of 1,000 bytes after gzip, as a browser downloads them.
 */
export function bundleBudgets({ application, publicPages }: Budgets): Plugin {
  return {
    name: 'lastmile:bundle-budgets',
    apply: 'build',
    // After the HTML plugin, so that the pages' own weight is known.
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const lines = [
          ...applicationExcesses(bundle, application),
          ...publicPages.flatMap((budget) => publicPageExcesses(bundle, budget)),
        ];
        if (lines.length > 0) this.error(`Too heavy to ship:\n${lines.join('\n')}`);
      },
    },
  };
}

function applicationExcesses(bundle: Bundle, budget: Budgets['application']): string[] {
  const entry = entryOf(bundle, budget.page);
  const initial = withImports(bundle, [entry]);
  const lines = excess(`Initial script of ${budget.page}`, weigh(initial), budget.initialKilobytes);
  for (const route of lazyEntriesBelow(bundle, initial)) {
    const extra = withImports(bundle, [route]).filter((chunk) => !initial.includes(chunk));
    lines.push(...excess(`Lazy route ${nameOf(route)}`, weigh(extra), budget.lazyRouteKilobytes));
  }
  return lines;
}

function publicPageExcesses(bundle: Bundle, { page, totalKilobytes }: Budgets['publicPages'][number]): string[] {
  const initial = withImports(bundle, [entryOf(bundle, page)]);
  const chunks = withImports(bundle, [...initial, ...lazyEntriesBelow(bundle, initial)]);
  const styles = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
  const parts = [...styles, page].map((name) => bundle[name]).filter((part) => part !== undefined);
  return excess(`Everything ${page} loads`, weigh([...chunks, ...parts]), totalKilobytes);
}

function entryOf(bundle: Bundle, page: string): Chunk {
  const entry = chunksOf(bundle).find((chunk) => chunk.isEntry && chunk.facadeModuleId?.endsWith(`/${page}`));
  if (!entry) throw new Error(`The build made no entry for ${page}; bundle budgets name a page that is built.`);
  return entry;
}

/** The chunks a browser fetches for `entries` before any lazy import runs. */
function withImports(bundle: Bundle, entries: readonly Chunk[]): Chunk[] {
  const found = new Set<Chunk>();
  const visit = (chunk: Chunk) => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') visit(imported);
    }
  };
  entries.forEach(visit);
  return [...found];
}

function lazyEntriesBelow(bundle: Bundle, roots: readonly Chunk[]): Chunk[] {
  const found = new Set<Chunk>();
  const visit = (chunk: Chunk) => {
    for (const name of chunk.dynamicImports) {
      const lazy = bundle[name];
      if (lazy?.type !== 'chunk' || found.has(lazy)) continue;
      found.add(lazy);
      withImports(bundle, [lazy]).forEach(visit);
    }
  };
  roots.forEach(visit);
  return [...found];
}

function weigh(parts: readonly (Chunk | Rolldown.OutputAsset)[]): number {
  const bytes = parts.map((part) => gzipSync(part.type === 'chunk' ? part.code : part.source).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

function excess(what: string, kilobytes: number, allowed: number): string[] {
  if (kilobytes <= allowed) return [];
  return [`  ${what} weighs ${kilobytes.toFixed(1)} KB after gzip; its budget is ${allowed} KB.`];
}

const chunksOf = (bundle: Bundle): Chunk[] => Object.values(bundle).filter((part) => part.type === 'chunk');
const nameOf = (chunk: Chunk): string => chunk.facadeModuleId?.split('/src/').at(-1) ?? chunk.name;
