import type { LeadTimelineEntry } from '@lastmile/contracts';
import type { Locale } from '../../../lib/locale.tsx';
import type { HistoryEntry } from '../../../ui/index.ts';
import type { Names } from './changed-fields.ts';

export type Event = LeadTimelineEntry;
export type Told = Pick<HistoryEntry, 'icon' | 'tone' | 'sentence' | 'detail' | 'quote' | 'action'>;

export interface Context {
  names: Names;
  locale: Locale;
  now: number;
}

/** Who did it, as a word for the beginning of a sentence. */
export function Who({ actor }: { actor: Event['actor'] }) {
  if (actor.kind === 'prospect') return <b>The customer</b>;
  return <b>{actor.kind === 'system' ? 'Lastmile' : actor.name}</b>;
}

/** A member of a change that is text and says something, else null. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
