/** Sheets of labels as a PDF. Made in the rendering thread alone, like quotes. */
import { Document, Page, Path, StyleSheet, Svg, Text, View, renderToBuffer } from '@react-pdf/renderer';
import { labelMargin, quietStripes, stripe } from '@lastmile/contracts';
import bwip from 'bwip-js/node';
import { createElement as h, type ReactElement } from 'react';
import { dim, ink } from './drawing.ts';
import { typefaceFor } from './paper-fonts.ts';
import type { LabelPaper, PaperLabel } from '../../ports/paper.ts';

/** Points of a millimetre. */
const mm = 72 / 25.4;
/** Wider stripes, in those of the narrowest, are read no better. */
const widest = 2;

const styles = StyleSheet.create({
  label: { position: 'absolute', flexDirection: 'row', alignItems: 'center', overflow: 'hidden', color: ink },
  words: { flex: 1, minWidth: 0 },
  stacked: { flexDirection: 'column', alignItems: 'stretch', justifyContent: 'center' },
  title: { fontWeight: 600, lineHeight: 1.15, maxLines: 2, textOverflow: 'ellipsis' },
  detail: { color: dim, lineHeight: 1.2, maxLines: 2, textOverflow: 'ellipsis' },
  code: { lineHeight: 1.2, maxLines: 1, textOverflow: 'ellipsis' },
});

/** The bytes of the sheets. The same labels give the same bytes. */
export async function drawLabels({ title, date, sheet, start, code, labels }: LabelPaper): Promise<Buffer> {
  const typeface = await typefaceFor([...labels.flatMap((label) => [label.title, label.detail ?? '', label.code]), title]);
  const perSheet = sheet.across * sheet.down;
  const placed = labels.map((label, index) => ({ label: { ...label, title: typeface.written(label.title), detail: label.detail && typeface.written(label.detail) }, at: index + start - 1 }));
  const sheets = Math.max(1, Math.ceil((labels.length + start - 1) / perSheet));
  const when = new Date(date);
  const pages = Array.from({ length: sheets }, (_, number) => h(Page, { key: number, size: 'A4', style: { fontFamily: typeface.families } as never },
    ...placed.filter(({ at }) => Math.floor(at / perSheet) === number).map(({ label, at }) => {
      const [row, column] = [Math.floor((at % perSheet) / sheet.across), at % sheet.across];
      const place = { left: (sheet.left + column * sheet.stepAcross) * mm, top: (sheet.top + row * sheet.stepDown) * mm, width: sheet.width * mm, height: sheet.height * mm };
      return labelAt(label, place, code, at);
    })));
  const document = h(Document, { title: typeface.written(title), creator: 'Lastmile', producer: 'Lastmile', language: 'en', creationDate: when, modificationDate: when } as never, ...pages);
  return renderToBuffer(document as never);
}

interface Place { left: number; top: number; width: number; height: number }

function labelAt(label: PaperLabel, place: Place, code: LabelPaper['code'], key: number): ReactElement {
  const isSmall = place.height < 24 * mm;
  const pad = isSmall ? 1.6 * mm : 3 * mm;
  const size = isSmall ? 6 : 8;
  const stripes = code === 'code128' ? stripesOf(label.code, place.width / mm - 2 * labelMargin) : null;
  const lines = stripes && isSmall ? { maxLines: 1 } : {};
  const words = (all: boolean) => h(View, { style: stripes ? {} : styles.words },
    h(Text, { style: [styles.title, { fontSize: size }, lines] }, label.title),
    label.detail ? h(Text, { style: [styles.detail, { fontSize: size - 1 }, lines] }, label.detail) : null,
    all ? h(Text, { style: [styles.code, { fontSize: size }] }, label.code) : null);
  if (stripes) {
    const width = stripes.width * mm;
    const height = Math.min(place.height * 0.4, 14 * mm);
    return h(View, { key, style: [styles.label, styles.stacked, { ...place, paddingVertical: pad }] },
      h(View, { style: { paddingHorizontal: pad } }, words(false)),
      h(Svg, { width, height, viewBox: `0 0 ${stripes.modules} 10`, preserveAspectRatio: 'none', style: { marginTop: 2, alignSelf: 'center' } }, h(Path, { d: stripes.path, fill: '#000' })),
      h(Text, { style: [styles.code, { fontSize: size, textAlign: 'center', marginTop: 1, paddingHorizontal: pad }] }, label.code));
  }
  const side = Math.min(place.height - 2 * pad, place.width * 0.42);
  const square = squaresOf(label.code);
  return h(View, { key, style: [styles.label, { ...place, padding: pad, gap: pad }] },
    h(Svg, { width: side, height: side, viewBox: `0 0 ${square.modules} ${square.modules}` }, h(Path, { d: square.path, fill: '#000' })),
    words(true));
}

/** A Code 128 and how wide it is, in millimetres; null where there is no room for it. */
function stripesOf(text: string, room: number): { modules: number; width: number; path: string } | null {
  // What it cannot write at all.
  // eslint-disable-next-line no-control-regex -- the letters that it has
  if (!/^[\u0020-\u007E]+$/.test(text)) return null;
  const [{ sbs }] = bwip.raw({ bcid: 'code128', text }) as unknown as [{ sbs: number[] }];
  let at = quietStripes;
  const bars: string[] = [];
  sbs.forEach((modules, index) => {
    if (index % 2 === 0) bars.push(`M${at} 0h${modules}v10h-${modules}z`);
    at += modules;
  });
  const modules = at + quietStripes;
  const times = Math.min(widest, Math.floor(room / (modules * stripe)));
  return times < 1 ? null : { modules, width: modules * times * stripe, path: bars.join('') };
}

/** A QR code, each row’s dark modules in runs. */
function squaresOf(text: string): { modules: number; path: string } {
  const [{ pixs, pixx }] = bwip.raw('qrcode', text, 'eclevel=M') as unknown as [{ pixs: number[]; pixx: number }];
  const runs: string[] = [];
  for (let index = 0; index < pixs.length; index += 1) {
    if (!pixs[index] || (index % pixx > 0 && pixs[index - 1])) continue;
    let length = 1;
    while ((index + length) % pixx > 0 && pixs[index + length]) length += 1;
    runs.push(`M${index % pixx} ${Math.floor(index / pixx)}h${length}v1h-${length}z`);
  }
  return { modules: pixx, path: runs.join('') };
}
