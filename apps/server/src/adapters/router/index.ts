export { routerOsAdapter } from './routeros-adapter.ts';
export type { LinkOptions } from './router-link.ts';
export type { Trace, TraceEntry } from './trace.ts';
