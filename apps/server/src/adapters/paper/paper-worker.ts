/** Draws papers in a thread of its own: laying a page out takes a moment in which nothing else would be answered. Its libraries are loaded here and nowhere else. */
import { parentPort } from 'node:worker_threads';
import { drawBill } from './draw-bill.ts';
import { drawQuote } from './draw-quote.ts';
import { drawableLogo } from './drawable-logo.ts';
import { registerFonts } from './paper-fonts.ts';
import type { BillPaper, PaperLogo, QuotePaper } from '../../ports/paper.ts';

export type DrawingAsked = { id: number; logo: PaperLogo | null } & ({ what: 'quote'; paper: QuotePaper } | { what: 'bill'; paper: BillPaper });
export type DrawingDone = { id: number; bytes: Uint8Array } | { id: number; problem: string };

registerFonts();

parentPort!.on('message', (asked: DrawingAsked) => {
  const { id, logo } = asked;
  void drawableLogo(logo)
    .then((picture) => (asked.what === 'quote' ? drawQuote(asked.paper, picture) : drawBill(asked.paper, picture)))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .then((bytes) => parentPort!.postMessage({ id, bytes: new Uint8Array(bytes) } satisfies DrawingDone))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .catch((error: Error) => parentPort!.postMessage({ id, problem: error.stack ?? error.message } satisfies DrawingDone));
});
