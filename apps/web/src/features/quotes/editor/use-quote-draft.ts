import { useEffect, useMemo, useState } from 'react';
import type { Quote } from '@lastmile/contracts';
import { formatPhone } from '../../../lib/phone-format.ts';
import { emptyLine, linesOf, type DraftLine } from './draft-lines.ts';

/** What of a quote is written besides its lines. */
export interface DraftHeader {
  recipientName: string;
  recipientEmail: string;
  recipientPhone: string;
  expiresOn: string;
  notes: string;
  terms: string;
}

export interface Draft { lines: DraftLine[]; header: DraftHeader }

/** What a draft was begun from: a version of its quote, null for one that is not saved yet, and what stood there. */
export interface DraftBase { version: number | null; draft: Draft }

export const headerOf = (quote: Pick<Quote, 'recipientName' | 'recipientEmail' | 'recipientPhone' | 'expiresOn' | 'notes' | 'terms'>): DraftHeader => ({
  recipientName: quote.recipientName ?? '', recipientEmail: quote.recipientEmail ?? '', recipientPhone: quote.recipientPhone ? formatPhone(quote.recipientPhone) : '', expiresOn: quote.expiresOn ?? '',
  notes: quote.notes ?? '', terms: quote.terms ?? '',
});

export const draftOf = (quote: Quote): Draft => ({ lines: quote.items.length > 0 ? linesOf(quote) : [emptyLine()], header: headerOf(quote) });

export const baseOf = (quote: Quote): DraftBase => ({ version: quote.version, draft: draftOf(quote) });

/** Without the keys, which are only for the screen, and what packages cost by now, which nobody wrote. */
const written = ({ lines, header }: Draft): string => JSON.stringify([lines.map(({ key: _, offerPriceNow: __, ...line }) => line), header]);

/** Whether a quote says what a draft was begun from, whatever else of it has changed, as when it is to go out. */
export const saysStill = (quote: Quote, base: DraftBase): boolean => quote.status === 'draft' && written(draftOf(quote)) === written(base.draft);

/**
 * A draft as it is being written, on top of what its quote says. What is not saved is kept in this tab under `place`, with what it was begun from, so that
 * a page that is left or reloaded loses no text; it comes back with `wasKept`, and goes when it is saved or thrown away.
 */
export function useQuoteDraft(saved: DraftBase, place: string) {
  const kept = useMemo(() => read(place), [place]);
  const [base, setBase] = useState<DraftBase>(kept?.base ?? saved);
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? saved.draft);
  const [wasKept, setWasKept] = useState(kept !== null && written(kept.draft) !== written(saved.draft));
  const isChanged = written(draft) !== written(saved.draft);

  useEffect(() => {
    if (isChanged) write(place, { base, draft });
    else forget(place);
  }, [place, base, draft, isChanged]);

  // The tab's own keeping does not reach beyond the tab.
  useEffect(() => {
    if (!isChanged) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);

  return {
    draft, isChanged, wasKept, base,
    setLines: (change: (lines: DraftLine[]) => DraftLine[]) => setDraft((before) => ({ ...before, lines: change(before.lines) })),
    setHeader: (name: keyof DraftHeader, value: string) => setDraft((before) => ({ ...before, header: { ...before.header, [name]: value } })),
    discard: () => {
      forget(place);
      setBase(saved);
      setDraft(saved.draft);
      setWasKept(false);
    },
    /** It is saved: the page goes on with what the server made of it. */
    forget: () => forget(place),
  };
}

interface Kept { base: DraftBase; draft: Draft }

function read(place: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Partial<Kept> | null;
    return kept?.base && kept.draft ? { base: kept.base, draft: kept.draft } : null;
  } catch {
    return null;
  }
}

function write(place: string, kept: Kept): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing has no tab to come back to either.
  }
}

function forget(place: string): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // As above.
  }
}
