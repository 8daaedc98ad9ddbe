import { createRequire } from 'node:module';
import path from 'node:path';
import { Font } from '@react-pdf/renderer';

/**
 * The fonts of paper, read from their packages and never from the network. A family holds one script; a text asks for those it needs, the first
 * that has a character draws it.
 */
const families = [
  ['Inter', 'inter', 'latin'],
  // Before the others: it has letters with dots below and the accents that stand on them, which a font has to draw together (Yoruba too).
  ['Inter Vietnamese', 'inter', 'vietnamese'],
  ['Inter extended', 'inter', 'latin-ext'],
  ['Inter Greek', 'inter', 'greek'],
  ['Inter Greek extended', 'inter', 'greek-ext'],
  ['Inter Cyrillic', 'inter', 'cyrillic'],
  ['Inter Cyrillic extended', 'inter', 'cyrillic-ext'],
  // Its letters have their dots; in fonts that put them there, dots are marks, which lose their place where text runs from right to left.
  ['Cairo', 'cairo', 'arabic'],
  ['Noto Ethiopic', 'noto-sans-ethiopic', 'ethiopic'],
  ['Noto Devanagari', 'noto-sans-devanagari', 'devanagari'],
  ['Noto Bengali', 'noto-sans-bengali', 'bengali'],
  ['Noto Hebrew', 'noto-sans-hebrew', 'hebrew'],
  ['Noto Thai', 'noto-sans-thai', 'thai'],
] as const;

const weights = [400, 600] as const;

/** Words that fit no column are broken; those that fit are left as they are. */
const longestWord = 28;

interface Loaded { hasGlyphForCodePoint(codePoint: number): boolean }
const loaded = new Map<string, Loaded>();

export function registerFonts(): void {
  const require = createRequire(import.meta.url);
  for (const [family, name, subset] of families) {
    const files = path.join(path.dirname(require.resolve(`@fontsource/${name}/package.json`)), 'files');
    Font.register({
      family, fonts: weights.map((fontWeight) => ({ src: path.join(files, `${name}-${subset}-${fontWeight}-normal.woff`), fontWeight })),
    });
  }
  Font.registerHyphenationCallback((word) => (word.length <= longestWord ? [word] : (word.match(/[\s\S]{1,12}/g) ?? [word])));
}

async function load(family: string): Promise<Loaded> {
  const known = loaded.get(family);
  if (known) return known;
  for (const fontWeight of weights) await Font.load({ fontFamily: family, fontStyle: 'normal', fontWeight });
  const { data } = Font.getFont({ fontFamily: family, fontStyle: 'normal', fontWeight: 400 }) as unknown as { data: Loaded };
  loaded.set(family, data);
  return data;
}

export interface Typeface {
  /** The families a document needs, the usual one first. */
  families: string[];
  /** The text as it can be drawn: in one form, and without what no font has. */
  written(text: string): string;
}

/** Chooses the fonts for everything that a document says. */
export async function typefaceFor(texts: readonly string[]): Promise<Typeface> {
  const missing = new Set<number>();
  for (const text of texts) for (const character of clean(text)) missing.add(character.codePointAt(0)!);
  missing.delete(0x0a);
  const chosen: string[] = [];
  for (const [family] of families) {
    if (missing.size === 0) break;
    const font = await load(family);
    const covered = [...missing].filter((codePoint) => font.hasGlyphForCodePoint(codePoint));
    if (covered.length === 0 && chosen.length > 0) continue;
    chosen.push(family);
    for (const codePoint of covered) missing.delete(codePoint);
  }
  const written = (text: string) => [...clean(text)].map((character) => (missing.has(character.codePointAt(0)!) ? '?' : character)).join('');
  return { families: chosen.length > 0 ? chosen : ['Inter'], written };
}

/** Composed, with the blanks that fonts have, and without what is never seen: marks of pictures, control characters, joiners of emoji. */
const clean = (text: string): string => text.toWellFormed().normalize('NFC')
  .replace(/\r\n?/g, '\n').replace(/[\u00A0\u2007\u2009\u200A\u202F\t]/g, '\u00A0')
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
  .replace(/\p{Variation_Selector}/gu, '')
  .replace(/\p{Extended_Pictographic}/gu, (picture) => (/[©®™]/.test(picture) ? picture : ''));
