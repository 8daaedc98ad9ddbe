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

export const headerOf = (quote: Pick<Quote, 'recipientName' | 'recipientEmail' | 'recipientPhone' | 'expiresOn' | 'notes' | 'terms'>): DraftHeader => ({
  recipientName: quote.recipientName ?? '', recipientEmail: quote.recipientEmail ?? '', recipientPhone: quote.recipientPhone ? formatPhone(quote.recipientPhone) : '', expiresOn: quote.expiresOn ?? '',
  notes: quote.notes ?? '', terms: quote.terms ?? '',
});

export const draftOf = (quote: Quote): Draft => ({ lines: quote.items.length > 0 ? linesOf(quote) : [emptyLine()], header: headerOf(quote) });

/** Without the keys, which are only for the screen. */
const written = ({ lines, header }: Draft): string => JSON.stringify([lines.map(({ key: _, ...line }) => line), header]);

/**
 * A draft as it is being written. What is not saved is kept in this tab under `place`, so that a page that is left or reloaded loses no text; it
 * comes back with `wasKept`, and goes when it is saved or thrown away.
 */
export function useQuoteDraft(base: Draft, place: string) {
  const kept = useMemo(() => read(place), [place]);
  const [draft, setDraft] = useState<Draft>(kept ?? base);
  const [wasKept, setWasKept] = useState(kept !== null && written(kept) !== written(base));
  const isChanged = written(draft) !== written(base);

  useEffect(() => {
    if (isChanged) write(place, draft);
    else forget(place);
  }, [place, draft, isChanged]);

  // The tab's own keeping does not reach beyond the tab.
  useEffect(() => {
    if (!isChanged) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);

  return {
    draft, isChanged, wasKept,
    setLines: (change: (lines: DraftLine[]) => DraftLine[]) => setDraft((before) => ({ ...before, lines: change(before.lines) })),
    setHeader: (name: keyof DraftHeader, value: string) => setDraft((before) => ({ ...before, header: { ...before.header, [name]: value } })),
    discard: () => {
      forget(place);
      setDraft(base);
      setWasKept(false);
    },
    /** It is saved: the page goes on with what the server made of it. */
    forget: () => forget(place),
  };
}

function read(place: string): Draft | null {
  try {
    const text = sessionStorage.getItem(place);
    return text === null ? null : JSON.parse(text) as Draft;
  } catch {
    return null;
  }
}

function write(place: string, draft: Draft): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(draft));
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
