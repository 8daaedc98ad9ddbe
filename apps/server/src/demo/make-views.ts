import type { LeadFilters, LeadSort } from '@lastmile/contracts';
import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { insertRows } from '../core/rows.ts';

interface DemoView { name: string; layout: 'board' | 'table'; filters: LeadFilters; sort: LeadSort | null; columns: string[] | null }

/** What people look at besides the built-in views, shared by the owner. */
const views: readonly DemoView[] = [
  { name: 'Hot leads', layout: 'board', filters: { status: 'new,in_progress', rating: 'hot' }, sort: null, columns: null },
  {
    name: 'Lost to Safaricom', layout: 'table', filters: { status: 'lost', currentIsp: 'Safaricom', stageEnteredAt: 'last_90_days' }, sort: '-value',
    columns: ['title', 'stage', 'lostReason', 'currentIsp', 'value', 'owner'],
  },
];

export async function makeViews(scope: Scope, ownerId: string): Promise<void> {
  const { now } = scope;
  await insertRows(scope, 'lead_views', views.map((view, position) => ({ ...view, id: newId(), ownerId, isShared: true, position, createdAt: now, updatedAt: now })));
}
