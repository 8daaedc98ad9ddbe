/** Draws quotes and labels in a thread of its own: laying a page out takes a moment in which nothing else would be answered. Its libraries are loaded here and nowhere else. */
import { parentPort } from 'node:worker_threads';
import { drawLabels } from './draw-labels.ts';
import { drawQuote } from './draw-quote.ts';
import { drawableLogo } from './drawable-logo.ts';
import { registerFonts } from './paper-fonts.ts';
import type { LabelPaper, PaperLogo, QuotePaper } from '../../ports/paper.ts';

export type Drawn = { paper: QuotePaper; logo: PaperLogo | null } | { labels: LabelPaper };
export type DrawingAsked = Drawn & { id: number };
export type DrawingDone = { id: number; bytes: Uint8Array } | { id: number; problem: string };

registerFonts();

const draw = async (asked: DrawingAsked): Promise<Buffer> => ('labels' in asked ? drawLabels(asked.labels) : drawQuote(asked.paper, await drawableLogo(asked.logo)));

parentPort!.on('message', (asked: DrawingAsked) => {
  const { id } = asked;
  void draw(asked)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .then((bytes) => parentPort!.postMessage({ id, bytes: new Uint8Array(bytes) } satisfies DrawingDone))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    .catch((error: Error) => parentPort!.postMessage({ id, problem: error.stack ?? error.message } satisfies DrawingDone));
});
