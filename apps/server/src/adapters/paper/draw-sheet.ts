/**
 * What every paper looks like: who writes to whom, what it is called, and its foot. Made in the rendering thread alone; what it says is only ever text, whatever
 * somebody wrote. Without JSX, because the thread runs these files as they are.
 */
import { Document, Image, Page, StyleSheet, Text, View, renderToBuffer } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { dim, ink, rule, type AnyPaper, type Drawing } from './drawing.ts';
import { typefaceFor } from './paper-fonts.ts';
import { paperColors } from './paper-colors.ts';
import { wordsOf } from './paper-words.ts';

/** Where people print on Letter. */
const onLetter = new Set(['US', 'CA', 'MX', 'CO', 'CL', 'VE', 'PH', 'GT', 'SV', 'HN', 'NI', 'CR', 'PA', 'DO', 'PR']);

const styles = StyleSheet.create({
  page: { paddingTop: 34, paddingBottom: 56, paddingHorizontal: 40, fontSize: 9, color: ink },
  // Not on the page: what stands on every sheet would inherit it multiplied.
  body: { fontSize: 9, lineHeight: 1.35 },
  head: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'flex-start', marginBottom: 14 },
  logo: { maxWidth: 190, maxHeight: 54, objectFit: 'contain', objectPosition: 'left' },
  name: { fontSize: 17, fontWeight: 600, lineHeight: 1.2, maxWidth: 280 },
  title: { alignItems: 'flex-end', maxWidth: 230 },
  heading1: { fontSize: 20, fontWeight: 600, lineHeight: 1.1 },
  number: { fontSize: 10, fontWeight: 600, marginTop: 3 },
  parties: { flexDirection: 'row', gap: 24, marginBottom: 12 },
  party: { flex: 1 },
  label: { fontSize: 8, color: dim, marginBottom: 2 },
  strong: { fontWeight: 600 },
  fact: { flexDirection: 'row', gap: 6, justifyContent: 'space-between' },
  dim: { color: dim },
  part: { marginTop: 12 },
  heading: { fontSize: 9, fontWeight: 600, marginBottom: 2 },
  terms: { fontSize: 8, color: dim },
  foot: {
    position: 'absolute', left: 40, right: 40, bottom: 24, flexDirection: 'row', justifyContent: 'space-between', gap: 16,
    borderTop: `0.5 solid ${rule}`, paddingTop: 6, fontSize: 7.5, color: dim,
  },
});

interface Sheet<Paper> {
  /** What the file is called by readers. */
  title(paper: Paper): string;
  /** When it was written, as the file says of itself. */
  date: string;
  /** In the corner: what it is, its number, and what else is to be seen at once. */
  corner(drawing: Drawing<Paper>): { heading: string; number: string; facts: (string | null)[] };
  /** Below who writes it. */
  writer(drawing: Drawing<Paper>): string | null;
  /** At the foot of every sheet. */
  foot(paper: Paper): string;
  body(drawing: Drawing<Paper>): (ReactElement | null)[];
}

/** The bytes of a paper. The same paper and logo give the same bytes. */
export async function drawSheet<Paper extends AnyPaper>(given: Paper, sheet: Sheet<Paper>, logo: Buffer | null): Promise<Buffer> {
  const typeface = await typefaceFor([...textsIn(given), `${fixedTexts}${wordsOf({ ...given, ...given.organization }).money('0123456789.00')}`]);
  const paper = rewritten(given, typeface.written);
  const drawing: Drawing<Paper> = {
    paper, colors: paperColors(given.organization.accentColor),
    words: wordsOf({ currency: given.currency, locale: given.organization.locale, timezone: given.organization.timezone }),
  };
  const title = sheet.title(paper);
  const date = new Date(sheet.date);
  const document = h(Document, {
    title, author: paper.organization.name, subject: title, creator: 'Lastmile', producer: 'Lastmile', language: 'en', creationDate: date, modificationDate: date,
    // One page is drawn on as many sheets as it needs.
  } as never, h(Page, { size: onLetter.has(paper.organization.country) ? 'LETTER' : 'A4', style: [styles.page, { fontFamily: typeface.families }] as never },
    h(View, { style: styles.body },
      head(drawing, sheet.corner(drawing), logo),
      parties(drawing, sheet.writer(drawing)),
      ...sheet.body(drawing)),
    foot(drawing, sheet.foot(paper))));
  return renderToBuffer(document as never);
}

function head({ paper: { organization }, colors }: Drawing<AnyPaper>, { heading, number, facts }: ReturnType<Sheet<AnyPaper>['corner']>, logo: Buffer | null): ReactElement {
  return h(View, { style: styles.head },
    logo ? h(Image, { src: logo as never, style: styles.logo as never }) : h(Text, { style: [styles.name, { color: colors.accent }] }, organization.name),
    h(View, { style: styles.title },
      h(Text, { style: [styles.heading1, { color: colors.accent }] }, heading),
      h(Text, { style: styles.number }, number),
      ...facts.map((fact, index) => (fact ? h(Text, { key: index, style: styles.dim }, fact) : null))));
}

function parties({ paper }: Drawing<AnyPaper>, writer: string | null): ReactElement {
  const { organization: own, recipient, taxName } = paper;
  const lines = (texts: (string | null)[]) => texts.filter(Boolean).map((text, index) => h(Text, { key: index }, text));
  return h(View, { style: styles.parties },
    h(View, { style: styles.party },
      h(Text, { style: styles.label }, 'For'),
      h(Text, { style: styles.strong }, recipient.name ?? recipient.company ?? 'You'),
      ...lines([recipient.name ? recipient.company : null, recipient.email, recipient.phone]),
      recipient.place ? h(Text, { style: styles.dim }, `Service at ${recipient.place}`) : null),
    h(View, { style: styles.party },
      h(Text, { style: styles.label }, 'From'),
      h(Text, { style: styles.strong }, own.name),
      ...lines([
        own.address, own.city && own.address?.includes(own.city) ? null : own.city, [own.phone, own.email].filter(Boolean).join(' · '),
        own.website?.replace(/^https?:\/\//, '').replace(/\/$/, '') ?? null,
      ]),
      own.taxNumber ? h(Text, { style: styles.dim }, `${taxName} number ${own.taxNumber}`) : null,
      writer ? h(Text, { style: styles.dim }, writer) : null));
}

export function longText(title: string, text: string | null, isSmall: boolean): ReactElement | null {
  if (!text?.trim()) return null;
  return h(View, { style: styles.part },
    h(Text, { style: styles.heading, minPresenceAhead: 24 }, title),
    // A paragraph each, so that sheets part between them.
    ...text.trim().split(/\n/).map((line, index) => h(Text, { key: index, style: isSmall ? styles.terms : {}, orphans: 2, widows: 2 }, line || ' ')));
}

function foot({ paper }: Drawing<AnyPaper>, name: string): ReactElement {
  const { organization: own } = paper;
  const who = [own.name, own.phone, own.email].filter(Boolean).join(' · ');
  return h(View, { style: styles.foot, fixed: true },
    h(Text, { style: { flex: 1 } }, who),
    h(Text, {}, name),
    h(Text, { render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) => `Page ${pageNumber} of ${totalPages}` } as never));
}

/** Everything that the drawing itself says, so that its characters are in the fonts too. */
const fixedTexts = 'Quote Invoice Proforma Cancelled Paid · Accepted 0123456789 × – % ( ) , . : ? —';

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** The paper with every text as it can be drawn. */
function rewritten<T>(value: T, written: (text: string) => string): T {
  if (typeof value === 'string') return written(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => rewritten(one, written)) as T;
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rewritten(one as unknown, written)])) as T;
  return value;
}
