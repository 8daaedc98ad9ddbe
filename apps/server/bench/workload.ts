import type { Scope } from '../src/core/in-org.ts';
import type { HttpRequest } from './http-load.ts';

/** What is expected of a row: ours against bare, and the largest size against the smallest, both by processor time. */
export interface Target {
  ratio?: number;
  growth?: number;
}

/** Who asks about what in one database. */
export interface BaseSample {
  organizationId: string;
  tokens: { owner: string; sales: string };
}

export interface Workload<Sample extends BaseSample = BaseSample> {
  title: string;
  target: Target;
  /** Where 32 at once would only measure how long a queue gets. */
  connections?: number;
  /** The tables it writes to; what it leaves behind in them is cleaned up before anything else is measured. */
  writes?: readonly string[];
  /** Makes the requests of one database: each call of what it returns gives the next. */
  ours: (sample: Sample) => { token: string; next: () => HttpRequest };
  /** Left out where nothing plain does the same. */
  bare?: (sample: Sample) => () => HttpRequest;
}

/** A request, and the product's function that answers it: the bare server runs its statements. Left out where one of them is made of another's answer. */
export interface Ask {
  path: string;
  answer?: (scope: Scope) => Promise<unknown>;
  /** Its answer is a page, whose rows are JSON when they come from the database. */
  isList?: boolean;
}

export interface ReadWorkload<Sample extends BaseSample> {
  name: string;
  title: string;
  as: 'owner' | 'sales';
  /** The requests that are asked in turn. */
  asks: (sample: Sample) => readonly Ask[];
  hasBare?: boolean;
  target: Target;
  connections?: number;
}

export function reading<Sample extends BaseSample>({ name, as, asks, hasBare = true, ...rest }: ReadWorkload<Sample>): Workload<Sample> {
  return {
    ...rest,
    ours: (sample) => ({
      token: sample.tokens[as],
      next: inTurn(asks(sample).map(({ path }): HttpRequest => ({ method: 'GET', path: `/api/v1${path}` }))),
    }),
    ...(hasBare ? {
      bare: (sample: Sample) =>
        inTurn(asks(sample).map((_, variant): HttpRequest => ({ method: 'GET', path: `/read/${name}/${variant}` }))),
    } : {}),
  };
}

export function queryOf(query: object): string {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text && `?${text}`;
}

export function inTurn<Item>(items: readonly Item[]): () => Item {
  let index = 0;
  return () => items[index++ % items.length]!;
}
