import type { Input, getBoard, getLeadStats, listLeads } from '@lastmile/contracts';
import type { HttpRequest } from './http-load.ts';
import type { Sample } from './sample.ts';

type ListQuery = NonNullable<Input<typeof listLeads>['query']>;
type BoardQuery = NonNullable<Input<typeof getBoard>['query']>;
type ReportQuery = NonNullable<Input<typeof getLeadStats>['query']>;
export type Asked = { list: ListQuery } | { board: BoardQuery } | { id: string } | { figures: ReportQuery } | { performance: ReportQuery };

/** What is expected of a row: ours against bare, and a million leads against ten thousand, both by processor time. */
export interface Target {
  ratio?: number;
  growth?: number;
}

interface ReadWorkload {
  name: string;
  title: string;
  as: 'owner' | 'sales';
  /** The requests that are asked in turn. */
  asks: (sample: Sample) => readonly Asked[];
  target: Target;
}

export const readWorkloads: readonly ReadWorkload[] = [
  {
    name: 'list',
    title: 'List, first page',
    as: 'owner',
    asks: () => [{ list: {} }],
    target: { ratio: 0.75, growth: 1.3 },
  },
  {
    name: 'counted',
    title: 'List with capped total',
    as: 'owner',
    asks: () => [{ list: { count: true } }],
    target: { ratio: 0.75, growth: 1.3 },
  },
  {
    name: 'deep',
    title: 'List, half-way by cursor',
    as: 'owner',
    asks: ({ cursors }) => cursors.map((cursor) => ({ list: { cursor } })),
    target: { ratio: 0.75, growth: 2.5 },
  },
  {
    name: 'own',
    title: 'List of a salesperson',
    as: 'sales',
    asks: () => [{ list: {} }],
    target: { ratio: 0.75, growth: 1.3 },
  },
  {
    name: 'rare',
    title: 'Search, rare term',
    as: 'owner',
    asks: ({ rareTerms }) => rareTerms.map((q) => ({ list: { q } })),
    target: { ratio: 0.5 },
  },
  {
    name: 'prefix',
    title: 'Search, beginning of a name',
    as: 'owner',
    asks: (sample) => sample.prefixes.map((q) => ({ list: { q } })),
    target: { ratio: 0.75 },
  },
  { name: 'board', title: 'Board', as: 'owner', asks: () => [{ board: {} }], target: { ratio: 0.75, growth: 1.2 } },
  {
    name: 'one',
    title: 'One lead',
    as: 'owner',
    asks: ({ leadIds }) => leadIds.map((id) => ({ id })),
    target: { ratio: 0.75 },
  },
  { name: 'figures', title: 'Figures of a year', as: 'owner', asks: () => [{ figures: {} }], target: { growth: 2 } },
  { name: 'performance', title: 'Figures of each person', as: 'owner', asks: () => [{ performance: {} }], target: { growth: 2 } },
];

export interface Workload {
  title: string;
  target: Target;
  /** What it leaves behind is cleaned up before anything else is measured. */
  writes?: true;
  /** Makes the requests of one database: each call of what it returns gives the next. */
  ours: (sample: Sample) => { token: string; next: () => HttpRequest };
  bare: (sample: Sample) => () => HttpRequest;
}

function reading({ name, title, as, asks, target }: ReadWorkload): Workload {
  return {
    title,
    target,
    ours(sample) {
      const paths = asks(sample).map((asked) => `/api/v1${pathOf(asked)}`);
      return { token: sample.tokens[as], next: inTurn(paths.map((path): HttpRequest => ({ method: 'GET', path }))) };
    },
    bare: (sample) =>
      inTurn(asks(sample).map((_, variant): HttpRequest => ({ method: 'GET', path: `/read/${name}/${variant}` }))),
  };
}

function pathOf(asked: Asked): string {
  if ('id' in asked) return `/leads/${asked.id}`;
  if ('figures' in asked) return `/leads/stats${queryOf(asked.figures)}`;
  if ('performance' in asked) return `/reports/performance${queryOf(asked.performance)}`;
  return 'board' in asked ? `/leads/board${queryOf(asked.board)}` : `/leads${queryOf(asked.list)}`;
}

function queryOf(query: object): string {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text && `?${text}`;
}

function inTurn<Item>(items: readonly Item[]): () => Item {
  let index = 0;
  return () => items[index++ % items.length]!;
}

let created = 0;
/** A phone that no lead has, in a range of its own. */
const newLead = ({ offerId }: Sample) => {
  created += 1;
  return {
    name: `Bench Lead ${created}`,
    phone: `+25476${String(created).padStart(7, '0')}`,
    location: 'Kilimani',
    city: 'Nairobi',
    source: 'website',
    offerId,
  };
};

/** Every lead in turn goes to the next stage, so that each request is a real move. */
function moves(sample: Sample): () => { id: string; stageId: string } {
  let count = 0;
  return () => {
    const lead = count % sample.leadIds.length;
    const round = Math.floor(count / sample.leadIds.length);
    count += 1;
    return { id: sample.leadIds[lead]!, stageId: sample.stageIds[(lead + round) % sample.stageIds.length]! };
  };
}

const move = (bare: string): Pick<Workload, 'ours' | 'bare' | 'writes'> => ({
  writes: true,
  ours(sample: Sample) {
    const next = moves(sample);
    return {
      token: sample.tokens.owner,
      next: (): HttpRequest => {
        const { id, stageId } = next();
        return { method: 'POST', path: `/api/v1/leads/${id}/move`, body: { stageId } };
      },
    };
  },
  bare(sample: Sample) {
    const next = moves(sample);
    return (): HttpRequest => ({ method: 'POST', path: bare, body: next() });
  },
});

export const workloads: readonly Workload[] = [
  ...readWorkloads.map(reading),
  {
    title: 'Create',
    target: { ratio: 0.5 },
    writes: true,
    ours: (sample) => ({
      token: sample.tokens.owner,
      next: () => ({ method: 'POST', path: '/api/v1/leads', body: newLead(sample) }),
    }),
    bare: (sample) => () => ({ method: 'POST', path: '/create', body: newLead(sample) }),
  },
  { title: 'Move', target: { ratio: 0.5 }, ...move('/move') },
  { title: 'Move, against a plain update', target: {}, ...move('/plain-update') },
];
