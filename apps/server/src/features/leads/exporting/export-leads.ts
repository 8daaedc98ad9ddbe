import type { exportLeads as contract, Input } from '@lastmile/contracts';
import type { Actor } from '../../../core/actor.ts';
import { exportedTogether, exportFile, type ExportFile } from '../../../core/export-file.ts';
import { newId } from '../../../core/ids.ts';
import type { InOrg, Scope } from '../../../core/in-org.ts';
import { dateIn } from '../../../core/zoned-time.ts';
import type { Place } from '../finding/filter-conditions.ts';
import { filtersIn } from '../finding/lead-filters.ts';
import { leadIds, leadPage, leadsById } from '../finding/lead-list.ts';
import { loadCatalogue } from '../writing/catalogue.ts';
import { exportColumns } from './export-columns.ts';

type Query = NonNullable<Input<typeof contract>['query']>;
type Narrowing = Omit<Query, 'format' | 'columns'>;

/** All leads that the filters leave of those the actor may see. */
export const exportLeads = (inOrg: InOrg, actor: Actor, { format, columns: names, ...narrowing }: Query): Promise<ExportFile> => {
  const pageOf = narrowing.q ? searched(narrowing) : listed(narrowing);
  return exportFile({
    title: 'Leads',
    format,
    read: (cursor) => inOrg(actor, async (scope) => {
      const columns = exportColumns(names?.split(',') ?? null, await loadCatalogue(scope, { toRead: true }), actor.timezone);
      const { found, nextCursor } = await pageOf(scope, cursor, (place) => columns.map(({ sql }, index) => `${sql(place)} as "${index}"`).join(', '));
      const rows = found.map(({ json }) => {
        const lead = JSON.parse(json) as { [index: string]: unknown };
        return columns.map(({ write }, index) => write(lead[index] ?? null));
      });
      return { columns, rows, nextCursor, today: dateIn(actor.timezone, scope.now) };
    }, { readOnly: true }),
    note: async ({ rows, isComplete, columns }) => {
      await inOrg(actor, async (scope) => {
        await scope.record('leads.exported', { type: 'lead_export', id: newId() }, { format, leads: rows, isComplete, columns, filters: filtersIn(narrowing) });
      });
    },
  });
};

interface Page { found: readonly { json: string }[]; nextCursor: string | null }
type ReadPage = (scope: Scope, cursor: string | null, columns: (place: Place) => string) => Promise<Page>;

const listed = (narrowing: Narrowing): ReadPage => (scope, cursor, columns) =>
  leadPage(scope, { ...narrowing, ...(cursor ? { cursor } : {}), limit: exportedTogether }, { columns, isPrepared: false });

/** What a search finds is found once and not for each page again: which they are is kept as long as the file is made. */
function searched(narrowing: Narrowing): ReadPage {
  let ids: readonly string[] = [];
  return async (scope, cursor, columns) => {
    if (!cursor) ids = await leadIds(scope, narrowing);
    const to = Number(cursor ?? 0) + exportedTogether;
    return { found: await leadsById(scope, ids.slice(to - exportedTogether, to), columns), nextCursor: to < ids.length ? String(to) : null };
  };
}
