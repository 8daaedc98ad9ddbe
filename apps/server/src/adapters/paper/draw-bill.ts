import { StyleSheet, View } from '@react-pdf/renderer';
import { createElement as h } from 'react';
import { lineTable } from './draw-lines.ts';
import { drawSheet } from './draw-sheet.ts';
import { sumBox, taxTable } from './draw-totals.ts';
import { taxSummary } from './tax-summary.ts';
import type { BillPaper, PaperLine } from '../../ports/paper.ts';

const styles = StyleSheet.create({ sums: { flexDirection: 'row', gap: 24, marginTop: 2 }, taxes: { flex: 1 }, total: { width: 232 } });

const kinds = { invoice: 'Invoice', proforma: 'Proforma' };

/** The bytes of an invoice or a proforma. The same paper and logo give the same bytes. */
export const drawBill = (given: BillPaper, logo: Buffer | null): Promise<Buffer> => drawSheet(given, {
  title: ({ kind, number }) => `${kinds[kind]} ${number}`,
  date: `${given.issuedOn}T00:00:00Z`,
  corner: ({ paper: { kind, status, number, issuedOn, dueOn, paidOn }, words }) => ({
    heading: status === 'cancelled' ? `Cancelled ${kinds[kind].toLowerCase()}` : kinds[kind],
    number,
    facts: [words.day(issuedOn), paidOn ? `Paid on ${words.day(paidOn)}` : status === 'cancelled' ? null : `Due ${words.day(dueOn)}`],
  }),
  writer: ({ paper: { kind } }) => (kind === 'proforma' ? 'A proforma says what will be billed; it is no tax invoice.' : null),
  foot: ({ number }) => number,
  body: (drawing) => {
    const { paper, colors } = drawing;
    const lines = paper.lines.map((line): PaperLine => ({ ...line, details: null, discountPercent: '0', period: 'once', optional: false, alternative: null, counts: true }));
    return [
      lineTable({ ...drawing, paper: { ...paper, acceptance: null } }, { title: '', lines }),
      h(View, { key: 'sums', style: styles.sums, wrap: false },
        h(View, { style: styles.taxes }, taxTable(drawing, `${paper.taxName} by rate`, taxSummary(lines))),
        h(View, { style: styles.total }, sumBox(drawing, paper.paidOn ? 'Paid' : 'To be paid', paper.sum, { backgroundColor: colors.tint }))),
    ];
  },
}, logo);
