import type { exportInvoices as contract, Input } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import { exportedTogether, exportFile, type ExportedColumn, type ExportFile } from '../../core/export-file.ts';
import { newId } from '../../core/ids.ts';
import type { InOrg } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { invoicePage, numberOfInvoice } from './invoice-list.ts';

type Query = NonNullable<Input<typeof contract>['query']>;

/** What bookkeeping asks for, of `i`, an invoice, and `s`, its subscriber; `$1` is the organization. */
const columns: readonly (ExportedColumn & { sql: string })[] = [
  { heading: 'Number', kind: 'text', sql: numberOfInvoice },
  { heading: 'Kind', kind: 'text', sql: 'initcap(i.kind)' },
  { heading: 'State', kind: 'text', sql: 'initcap(i.status)' },
  { heading: 'Subscriber number', kind: 'text', sql: numberSql('subscriber', 's.number') },
  { heading: 'Subscriber', kind: 'text', sql: 's.name' },
  { heading: 'Company', kind: 'text', sql: 's.company_name' },
  { heading: 'Date', kind: 'date', sql: 'i.issued_on::text' },
  { heading: 'Due', kind: 'date', sql: 'i.due_on::text' },
  { heading: 'Paid on', kind: 'date', sql: 'i.paid_on::text' },
  { heading: 'Net', kind: 'amount', sql: 'i.subtotal::text' },
  { heading: 'Tax', kind: 'amount', sql: 'i.tax::text' },
  { heading: 'Total', kind: 'amount', sql: 'i.total::text' },
  { heading: 'Currency', kind: 'text', sql: 'i.currency' },
  { heading: 'Tax name', kind: 'text', sql: 'i.tax_name' },
  { heading: 'Cancelled on', kind: 'date', sql: "to_char(i.cancelled_at at time zone (select timezone from organization_settings where organization_id = $1), 'YYYY-MM-DD')" },
  { heading: 'Why cancelled', kind: 'text', sql: 'i.cancel_reason' },
];
const cells = `${columns.map(({ sql }, index) => `${sql} as "${index}"`).join(', ')}, i.id`;

/** All bills that the filters leave, in the list's order. */
export const exportInvoices = (inOrg: InOrg, actor: Actor, { format, ...narrowing }: Query): Promise<ExportFile> => exportFile({
  title: 'Invoices',
  format,
  read: (cursor) => inOrg(actor, async (scope) => {
    const { found, nextCursor } = await invoicePage<{ [index: string]: string | null } & { id: string }>(
      scope, { ...narrowing, ...(cursor ? { cursor } : {}), limit: exportedTogether }, cells);
    return { columns, rows: found.map((invoice) => columns.map((_, index) => invoice[index] ?? null)), nextCursor, today: dateIn(actor.timezone, scope.now) };
  }, { readOnly: true }),
  note: async ({ rows, isComplete }) => {
    await inOrg(actor, async (scope) => {
      await scope.record('invoices.exported', { type: 'invoice_export', id: newId() }, { format, invoices: rows, isComplete, filters: narrowing });
    });
  },
});
