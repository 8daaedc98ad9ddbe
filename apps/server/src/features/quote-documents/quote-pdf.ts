import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { systemActor } from '../../core/actor.ts';
import type { InOrg, Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import type { Services } from '../../core/services.ts';
import type { PaperLogo } from '../../ports/paper.ts';
import { quoteForPaper, type QuoteForPaper } from './quote-paper.ts';

export interface QuotePdf { name: string; mediaType: 'application/pdf'; bytes: Buffer }

/** Opens a transaction as whoever asks; nothing is drawn or fetched in it. */
type Read = <R>(work: (scope: Scope) => Promise<R>) => Promise<R>;
type Needed = Pick<Services, 'files' | 'paper'>;

/** A quote's PDF: the document that was accepted, once it is kept, else drawn as the quote is now. Throws a 404 for a quote that whoever reads may not see. */
export async function quotePdf(services: Needed, read: Read, id: string): Promise<QuotePdf> {
  const quote = await read((scope) => quoteForPaper(scope, id));
  const bytes = quote.kept ? await keptBytes(services, quote.kept.key) : await drawn(services, quote);
  return { name: nameOf(quote), mediaType: 'application/pdf', bytes };
}

/**
 * Keeps the document of an accepted quote with its hash, so that what was accepted can be shown for ever. Done twice it is done once: the quote decides
 * which of two was first, and the same quote is the same bytes under the same key anyway.
 */
export async function keepAcceptedDocument(services: Needed, organizationId: string, inOrg: Read, id: string): Promise<void> {
  const quote = await inOrg((scope) => quoteForPaper(scope, id)).catch((error: unknown) => {
    // A lead that was deleted meanwhile takes its quotes along.
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!quote?.isAccepted || quote.kept) return;
  const bytes = await drawn(services, quote);
  const hash = createHash('sha256').update(bytes).digest();
  const key = `crm/${organizationId}/quotes/${id}/${hash.toString('hex').slice(0, 16)}.pdf`;
  await services.files.put(key, Readable.from([bytes]), { size: bytes.length, mediaType: 'application/pdf' });
  await inOrg(({ rows }) => rows(
    `update quotes set document_key = $3, document_hash = $4 where organization_id = $1 and id = $2 and status = 'accepted' and document_key is null`,
    [organizationId, id, key, hash]));
}

/** Makes what a message with a quote carries, when it is delivered. */
export const quotePdfMaker = (services: Needed) => async (inOrg: InOrg, organizationId: string, id: string): Promise<Buffer> =>
  (await quotePdf(services, (work) => inOrg(systemActor(organizationId), work, { readOnly: true }), id)).bytes;

async function drawn({ files, paper }: Needed, quote: QuoteForPaper): Promise<Buffer> {
  return paper.drawQuote(quote.paper, await logoOf(files, quote.logo));
}

/** A paper goes out without a logo rather than not at all. */
export async function logoOf(files: Services['files'], logo: QuoteForPaper['logo']): Promise<PaperLogo | null> {
  const content = logo && await files.read(logo.key).catch(() => null);
  return content && { mediaType: logo.mediaType, bytes: await buffer(content) };
}

async function keptBytes(files: Pick<Needed, 'files'>, key: string): Promise<Buffer> {
  const content = await files.files.read(key);
  if (!content) throw new NotFound('document');
  return buffer(content);
}

/** `Quote-2026000042-R2.pdf`. */
const nameOf = ({ paper: { number, revision } }: QuoteForPaper): string => `Quote-${number.replace(/[^\p{L}\p{N}._-]+/gu, '-')}${revision > 1 ? `-R${revision}` : ''}.pdf`;
