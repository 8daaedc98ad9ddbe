import type { exportLeads as contract, Input } from '@lastmile/contracts';
import type { Actor } from '../../../core/actor.ts';
import { exportedTogether, exportFile, type ExportFile } from '../../../core/export-file.ts';
import { newId } from '../../../core/ids.ts';
import type { InOrg } from '../../../core/in-org.ts';
import { dateIn } from '../../../core/zoned-time.ts';
import { filtersIn } from '../finding/lead-filters.ts';
import { leadPage } from '../finding/lead-list.ts';
import { loadCatalogue } from '../writing/catalogue.ts';
import { exportColumns } from './export-columns.ts';

type Query = NonNullable<Input<typeof contract>['query']>;

/** All leads that the filters leave of those the actor may see. */
export const exportLeads = (inOrg: InOrg, actor: Actor, { format, columns: names, sort, ...narrowing }: Query): Promise<ExportFile> => exportFile({
  title: 'Leads',
  format,
  read: (cursor) => inOrg(actor, async (scope) => {
    const columns = exportColumns(names?.split(',') ?? null, await loadCatalogue(scope, { toRead: true }), actor.timezone);
    const { found, nextCursor } = await leadPage(scope, { ...narrowing, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}), limit: exportedTogether }, {
      columns: (place) => columns.map(({ sql }, index) => `${sql(place)} as "${index}"`).join(', '), isPrepared: false,
    });
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
