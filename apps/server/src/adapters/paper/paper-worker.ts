/** Draws quotes in a thread of its own: laying a page out takes a moment in which nothing else would be answered. Its libraries are loaded here and nowhere else. */
import { parentPort } from 'node:worker_threads';
import { drawQuote } from './draw-quote.ts';
import { drawableLogo } from './drawable-logo.ts';
import { registerFonts } from './paper-fonts.ts';
import type { PaperLogo, QuotePaper } from '../../ports/paper.ts';

export interface DrawingAsked { id: number; paper: QuotePaper; logo: PaperLogo | null }
export type DrawingDone = { id: number; bytes: Uint8Array } | { id: number; problem: string };

registerFonts();

parentPort!.on('message', ({ id, paper, logo }: DrawingAsked) => {
  void drawableLogo(logo)
    .then((picture) => drawQuote(paper, picture))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .then((bytes) => parentPort!.postMessage({ id, bytes: new Uint8Array(bytes) } satisfies DrawingDone))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .catch((error: Error) => parentPort!.postMessage({ id, problem: error.stack ?? error.message } satisfies DrawingDone));
});
