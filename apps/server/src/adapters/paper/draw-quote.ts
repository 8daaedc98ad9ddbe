import { acceptanceBox } from './draw-acceptance.ts';
import { lineTables } from './draw-lines.ts';
import { drawSheet, longText } from './draw-sheet.ts';
import { totals } from './draw-totals.ts';
import type { QuotePaper } from '../../ports/paper.ts';

const nameOf = ({ number, revision }: QuotePaper): string => (revision > 1 ? `${number}, revision ${revision}` : number);

/** The bytes of a quote. The same paper and logo give the same bytes. */
export const drawQuote = (given: QuotePaper, logo: Buffer | null): Promise<Buffer> => drawSheet(given, {
  title: (paper) => `Quote ${nameOf(paper)}`,
  date: given.date,
  corner: ({ paper: { isDraft, acceptance, number, revision, date, expiresOn }, words }) => ({
    heading: isDraft ? 'Draft quote' : acceptance ? 'Accepted quote' : 'Quote',
    number,
    facts: [revision > 1 ? `Revision ${revision}` : null, words.day(date), expiresOn && !acceptance ? `Valid until ${words.day(expiresOn)}` : null],
  }),
  writer: ({ paper: { preparedBy } }) => preparedBy && `Prepared by ${preparedBy}`,
  foot: nameOf,
  body: (drawing) => [
    lineTables(drawing), totals(drawing), longText('Notes', drawing.paper.notes, false), longText('Terms', drawing.paper.terms, true), acceptanceBox(drawing),
  ],
}, logo);
