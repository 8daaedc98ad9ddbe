/** Draws papers in a thread of its own: laying a page out takes a moment in which nothing else would be answered. Its libraries are loaded here and nowhere else. */
import { parentPort } from 'node:worker_threads';
import { drawBill } from './draw-bill.ts';
import { drawLabels } from './draw-labels.ts';
import { drawQuote } from './draw-quote.ts';
import { drawableLogo } from './drawable-logo.ts';
import { registerFonts } from './paper-fonts.ts';
import type { BillPaper, LabelPaper, PaperLogo, QuotePaper } from '../../ports/paper.ts';

export type Drawn =
  | { what: 'quote'; paper: QuotePaper; logo: PaperLogo | null }
  | { what: 'bill'; paper: BillPaper; logo: PaperLogo | null }
  | { what: 'labels'; paper: LabelPaper };
export type DrawingAsked = Drawn & { id: number };
export type DrawingDone = { id: number; bytes: Uint8Array } | { id: number; problem: string };

registerFonts();

async function draw(asked: DrawingAsked): Promise<Buffer> {
  switch (asked.what) {
    case 'quote': return drawQuote(asked.paper, await drawableLogo(asked.logo));
    case 'bill': return drawBill(asked.paper, await drawableLogo(asked.logo));
    case 'labels': return drawLabels(asked.paper);
  }
}

parentPort!.on('message', (asked: DrawingAsked) => {
  const { id } = asked;
  void draw(asked)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .then((bytes) => parentPort!.postMessage({ id, bytes: new Uint8Array(bytes) } satisfies DrawingDone))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .catch((error: Error) => parentPort!.postMessage({ id, problem: error.stack ?? error.message } satisfies DrawingDone));
});
