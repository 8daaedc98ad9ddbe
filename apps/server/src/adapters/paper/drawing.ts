import type { StyleSheet } from '@react-pdf/renderer';
import type { Words } from './paper-words.ts';
import type { PaperOrganization, PaperRecipient, QuotePaper } from '../../ports/paper.ts';

/** What every part of the drawing is given. */
export interface Drawing<Paper = QuotePaper> {
  paper: Paper;
  words: Words;
  colors: { accent: string; tint: string };
}

/** What every paper has. */
export interface AnyPaper { organization: PaperOrganization; recipient: PaperRecipient; currency: string; taxName: string }

export const ink = '#211f1b';
export const dim = '#5f5b54';
export const rule = '#dcd8d2';

/** Figures stand below each other, and none slips under its neighbour. */
export const figures = { fontFeatureSettings: { tnum: 1, kern: 0 } } as const;

/** How a part looks, as the library's style sheets have it. */
export type Look = Parameters<typeof StyleSheet.create>[0][string];
