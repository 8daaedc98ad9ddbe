import type { Sealer } from '../../core/seal.ts';

/** Faster than this nobody reads a form and writes a name and a number. */
const fastest = 2500;
/** A tab may stay open for long; a ticket that is passed around for ever must not. */
const longest = 30 * 86_400_000;

/** A signed note of when the form was handed out, sent back with the answer. */
export function makeTicket(sealer: Sealer, widgetId: string, now: Date): string {
  const issued = String(now.getTime());
  return `${issued}.${sealer.sign(textOf(widgetId, issued))}`;
}

export type Suspicion = 'foreign ticket' | 'old ticket' | 'too fast';

/**
 * What speaks against a person having filled in this form; null where nothing does. A provider's own page may post without a ticket: such answers
 * are held back by the honeypot and the limit per address alone, since dropping a real enquiry costs more than reading a false one.
 */
export function suspicionOf(sealer: Sealer, widgetId: string, ticket: string | undefined, now: Date): Suspicion | null {
  if (!ticket) return null;
  const [, issued, signature] = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(ticket) ?? [];
  if (!issued || !signature || !sealer.verify(textOf(widgetId, issued), signature)) return 'foreign ticket';
  const open = now.getTime() - Number(issued);
  if (open < fastest) return 'too fast';
  return open > longest ? 'old ticket' : null;
}

const textOf = (widgetId: string, issued: string) => `signup/${widgetId.toLowerCase()}/${issued}`;
