import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { dim, figures, rule, type Drawing, type Look } from './drawing.ts';
import { taxSummary, type TaxOfRate } from './tax-summary.ts';
import type { PaperSum } from '../../ports/paper.ts';

const styles = StyleSheet.create({
  all: { flexDirection: 'row', gap: 24, marginTop: 2 },
  taxes: { flex: 1 },
  sums: { width: 232, gap: 8 },
  heading: { fontSize: 9, fontWeight: 600, marginBottom: 2 },
  row: { flexDirection: 'row', gap: 8, paddingVertical: 1 },
  what: { flex: 1 },
  amount: { width: 72, textAlign: 'right', ...figures },
  sum: { padding: 8, borderRadius: 4 },
  pair: { flexDirection: 'row', justifyContent: 'space-between', gap: 12 },
  total: { fontSize: 12, fontWeight: 600, ...figures },
  dim: { color: dim, fontSize: 8, ...figures },
  under: { borderBottom: `0.5 solid ${rule}`, fontSize: 7.5, color: dim },
});

/** The first bill, every month after it, and what of both is tax. */
export function totals(drawing: Drawing): ReactElement {
  const { paper, colors } = drawing;
  const rates = taxSummary(paper.lines);
  const monthlyRates = taxSummary(paper.lines, 'monthly');
  const hasMonthly = Number(paper.monthly.total) > 0 || paper.lines.some(({ period, counts }) => counts && period === 'monthly');
  return h(View, { style: styles.all, wrap: false },
    h(View, { style: styles.taxes },
      rates.length > 0 ? taxTable(drawing, `${paper.taxName} in the first bill`, rates) : null,
      hasMonthly && paper.lines.some(({ period, counts }) => counts && period === 'once') && monthlyRates.length > 0
        ? h(View, { style: { marginTop: 6 } }, taxTable(drawing, `${paper.taxName} every month after`, monthlyRates)) : null),
    h(View, { style: styles.sums },
      sumBox(drawing, 'First bill', paper.firstBill, { backgroundColor: colors.tint }),
      hasMonthly ? sumBox(drawing, 'Every month after', paper.monthly, { border: `0.5 solid ${rule}` }) : null));
}

export function taxTable({ words }: Pick<Drawing, 'words'>, title: string, rates: readonly TaxOfRate[]): ReactElement {
  const row = (key: string, style: Look, [rate, base, tax]: readonly string[]) => h(View, { key, style: [styles.row, style] },
    h(Text, { style: [styles.what, figures] }, rate), h(Text, { style: styles.amount }, base), h(Text, { style: styles.amount }, tax));
  return h(View, {},
    h(Text, { style: styles.heading }, title),
    row('head', styles.under, ['Rate', 'Before tax', 'Tax']),
    ...rates.map(({ rate, base, tax }) => row(rate, {}, [words.percent(rate), words.amount(base), words.amount(tax)])));
}

export function sumBox({ words, paper, colors }: Drawing<{ taxName: string }>, title: string, { subtotal, tax, total }: PaperSum, style: Look): ReactElement {
  const pair = (what: string, amount: string) => h(View, { style: styles.pair }, h(Text, { style: styles.dim }, what), h(Text, { style: styles.dim }, amount));
  return h(View, { style: [styles.sum, style] },
    pair('Before tax', words.money(subtotal)),
    pair(paper.taxName, words.money(tax)),
    h(View, { style: [styles.pair, { alignItems: 'flex-end', marginTop: 2 }] },
      h(Text, { style: styles.heading }, title),
      h(Text, { style: [styles.total, { color: colors.accent }] }, words.money(total))));
}
