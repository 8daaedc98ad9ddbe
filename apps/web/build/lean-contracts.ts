import type { Plugin } from 'vite';

/** What only OpenAPI prints: an endpoint's summary, and its description where that stands on lines of its own. */
const text = String.raw`'(?:[^'\\]|\\.)*'`;
const summaries = new RegExp(`\\bsummary: ${text},? ?`, 'g');
const descriptions = new RegExp(`^ {2}description: ${text}(?:\\s*\\+ ${text})*,\\n`, 'gm');

/** Leaves out of the contracts what no page reads: sentences about operations are a good part of them, and pages are fetched on the road. */
export function leanContracts(): Plugin {
  return {
    name: 'lastmile:lean-contracts',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) => (id.includes('/packages/contracts/') ? code.replace(summaries, '').replace(descriptions, '') : undefined),
  };
}
