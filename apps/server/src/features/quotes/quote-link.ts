/** The address behind which a prospect finds their quote: unguessable, kept sealed, found by its hash. */
import { randomBytes } from 'node:crypto';
import type { Scope } from '../../core/in-org.ts';
import { sha256 } from '../../core/seal.ts';
import type { Services } from '../../core/services.ts';
import { forgetQuoteLinks, rememberQuoteLink } from '../organizations/index.ts';
import type { Quote } from './quote.entity.ts';

const contextOf = (quoteId: string): string => `quote/${quoteId}`;

export const sealQuoteToken = (sealer: Services['sealer'], quoteId: string, token: string): string => sealer.seal(token, contextOf(quoteId));

/** What a quote that goes out for the first time gets; from now on the link finds it. */
export async function makeLink({ sealer }: Pick<Services, 'sealer'>, scope: Scope, quoteId: string): Promise<Pick<Quote, 'tokenHash' | 'sealedToken'>> {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = sha256(token);
  await rememberQuoteLink(scope, tokenHash);
  return { tokenHash, sealedToken: sealQuoteToken(sealer, quoteId, token) };
}

/** The link in full, for who may see the quote. */
export function openLink({ sealer, publicUrl }: Pick<Services, 'sealer' | 'publicUrl'>, quoteId: string, sealedToken: string): string {
  return `${publicUrl()}/q/${sealer.open(sealedToken, contextOf(quoteId))}`;
}

/** From now on the link is as if it had never been. */
export async function dropLink(scope: Scope, quote: Quote): Promise<void> {
  if (quote.tokenHash) await forgetQuoteLinks(scope, [quote.tokenHash]);
}
