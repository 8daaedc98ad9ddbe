import type { Input, getBoard, getLeadStats, listLeads } from '@lastmile/contracts';
import { leadBoard } from '../src/features/leads/finding/lead-board.ts';
import { leadList } from '../src/features/leads/finding/lead-list.ts';
import { leadView } from '../src/features/leads/lead.view.ts';
import { leadStats } from '../src/features/reports/lead-stats.ts';
import { performanceReport } from '../src/features/reports/performance.ts';
import type { HttpRequest } from './http-load.ts';
import type { Sample } from './sample.ts';
import { queryOf, reading, type Ask, type ReadWorkload, type Workload } from './workload.ts';

type ListQuery = NonNullable<Input<typeof listLeads>['query']>;
type BoardQuery = NonNullable<Input<typeof getBoard>['query']>;
type ReportQuery = NonNullable<Input<typeof getLeadStats>['query']>;

const list = (query: ListQuery): Ask => ({ path: `/leads${queryOf(query)}`, answer: (scope) => leadList(scope, query), isList: true });
const board = (query: BoardQuery): Ask => ({ path: `/leads/board${queryOf(query)}`, answer: (scope) => leadBoard(scope, query) });
const one = (id: string): Ask => ({ path: `/leads/${id}`, answer: (scope) => leadView(scope, id) });
const figures = (query: ReportQuery): Ask => ({ path: `/leads/stats${queryOf(query)}`, answer: (scope) => leadStats(scope, query) });
const performance = (query: ReportQuery): Ask => ({ path: `/reports/performance${queryOf(query)}`, answer: (scope) => performanceReport(scope, query) });

export const leadReads: readonly ReadWorkload<Sample>[] = [
  {
    name: 'list',
    title: 'List, first page',
    as: 'owner',
    asks: () => [list({})],
    target: { ratio: 0.75, growth: 1.3 },
  },
  {
    name: 'counted',
    title: 'List with capped total',
    as: 'owner',
    asks: () => [list({ count: true })],
    target: { ratio: 0.75, growth: 1.3 },
  },
  {
    name: 'deep',
    title: 'List, half-way by cursor',
    as: 'owner',
    asks: ({ cursors }) => cursors.map((cursor) => list({ cursor })),
    target: { ratio: 0.75, growth: 2.5 },
  },
  {
    name: 'own',
    title: 'List of a salesperson',
    as: 'sales',
    asks: () => [list({})],
    target: { ratio: 0.75, growth: 1.3 },
  },
  {
    name: 'rare',
    title: 'Search, rare term',
    as: 'owner',
    asks: ({ rareTerms }) => rareTerms.map((q) => list({ q })),
    target: { ratio: 0.5 },
  },
  {
    name: 'prefix',
    title: 'Search, beginning of a name',
    as: 'owner',
    asks: (sample) => sample.prefixes.map((q) => list({ q })),
    target: { ratio: 0.75 },
  },
  { name: 'board', title: 'Board', as: 'owner', asks: () => [board({})], target: { ratio: 0.75, growth: 1.2 } },
  {
    name: 'one',
    title: 'One lead',
    as: 'owner',
    asks: ({ leadIds }) => leadIds.map(one),
    target: { ratio: 0.75 },
  },
  { name: 'figures', title: 'Figures of a year', as: 'owner', asks: () => [figures({})], target: { growth: 2 } },
  { name: 'performance', title: 'Figures of each person', as: 'owner', asks: () => [performance({})], target: { growth: 2 } },
];

const written = ['leads', 'lead_counts', 'lead_count_deltas', 'events'];

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

const move = (bare: string): Pick<Workload<Sample>, 'ours' | 'bare' | 'writes'> => ({
  writes: written,
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

export const leadWorkloads: readonly Workload<Sample>[] = [
  ...leadReads.map(reading),
  {
    title: 'Create',
    target: { ratio: 0.5 },
    writes: written,
    ours: (sample) => ({
      token: sample.tokens.owner,
      next: () => ({ method: 'POST', path: '/api/v1/leads', body: newLead(sample) }),
    }),
    bare: (sample) => () => ({ method: 'POST', path: '/create', body: newLead(sample) }),
  },
  { title: 'Move', target: { ratio: 0.5 }, ...move('/move') },
  { title: 'Move, against a plain update', target: {}, ...move('/plain-update') },
];
