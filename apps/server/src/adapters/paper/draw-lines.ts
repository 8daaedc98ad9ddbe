import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { dim, figures, rule, type Drawing, type Look } from './drawing.ts';
import type { PaperLine, QuotePaper } from '../../ports/paper.ts';

const styles = StyleSheet.create({
  table: { marginBottom: 10 },
  period: { fontSize: 10, fontWeight: 600, marginBottom: 3 },
  head: { flexDirection: 'row', gap: 8, paddingVertical: 3, paddingHorizontal: 6, fontSize: 7.5, borderRadius: 3 },
  row: { flexDirection: 'row', gap: 8, paddingVertical: 5, paddingHorizontal: 6, borderBottom: `0.5 solid ${rule}` },
  what: { flex: 1 },
  quantity: { width: 38, textAlign: 'right', ...figures },
  price: { width: 70, textAlign: 'right', ...figures },
  discount: { width: 44, textAlign: 'right' },
  tax: { width: 36, textAlign: 'right', ...figures },
  amount: { width: 76, textAlign: 'right', ...figures },
  details: { color: dim, fontSize: 8 },
  mark: { fontSize: 7.5, marginTop: 1.5 },
  strong: { fontWeight: 600 },
  apart: { color: dim },
});

/** What is paid once and what every month stand apart: they are different promises. */
export function lineTables(drawing: Drawing): ReactElement {
  const { lines } = drawing.paper;
  const tables = [
    { title: 'Once', lines: lines.filter(({ period }) => period === 'once') },
    { title: 'Every month', lines: lines.filter(({ period }) => period === 'monthly') },
  ];
  return h(View, {}, ...tables.filter((table) => table.lines.length > 0).map((table) => lineTable(drawing, table)));
}

type OfLines = Pick<QuotePaper, 'taxName' | 'currency' | 'acceptance'>;

export function lineTable({ colors, words, paper }: Drawing<OfLines>, { title, lines }: { title: string; lines: readonly PaperLine[] }): ReactElement {
  const isDiscounted = lines.some(({ discountPercent }) => Number(discountPercent) > 0);
  const cell = (style: Look, text: string, more: Look = {}) => h(Text, { style: [style, more] }, text);
  const row = (line: PaperLine, index: number) => h(View, { key: index, style: [styles.row, line.counts ? {} : styles.apart], wrap: false },
    h(View, { style: styles.what },
      h(Text, { style: line.counts ? styles.strong : {} }, line.description),
      line.details ? h(Text, { style: styles.details }, line.details) : null,
      markOf(line, paper.acceptance !== null, colors.accent)),
    cell(styles.quantity, words.quantity(line.quantity)),
    cell(styles.price, words.amount(line.unitPrice)),
    isDiscounted ? cell(styles.discount, Number(line.discountPercent) > 0 ? `–${words.percent(line.discountPercent)}` : '') : null,
    cell(styles.tax, words.percent(line.taxRate)),
    cell(styles.amount, words.amount(line.lineTotal), line.counts ? styles.strong : {}));
  return h(View, { key: title, style: styles.table },
    h(View, { wrap: false, minPresenceAhead: 40 },
      title ? h(Text, { style: styles.period }, title) : null,
      h(View, { style: [styles.head, { backgroundColor: colors.tint, color: colors.accent }] },
        cell(styles.what, 'What'), cell(styles.quantity, 'Quantity'), cell(styles.price, 'Price'), isDiscounted ? cell(styles.discount, 'Discount') : null,
        cell(styles.tax, paper.taxName.length > 6 ? 'Tax' : paper.taxName), cell(styles.amount, `Amount, ${paper.currency}`))),
    ...lines.map(row));
}

/** What stands below a line that is there to be chosen, or was. */
function markOf({ alternative, optional, counts }: PaperLine, isAccepted: boolean, accent: string): ReactElement | null {
  const what = [alternative === null ? null : `Choice ${alternative}`, optional ? 'Optional' : null].filter(Boolean).join(', ');
  if (!what) return null;
  const became = isAccepted ? (counts ? 'chosen' : 'not chosen') : counts ? 'suggested' : 'not in the totals';
  return h(Text, { style: [styles.mark, counts ? { color: accent } : {}] }, `${what} · ${became}`);
}
