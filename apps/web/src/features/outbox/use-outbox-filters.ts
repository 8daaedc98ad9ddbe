import { messageKinds, messageStates, type OutboxMessage } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';

const isDay = (text: string | null): string | null => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
const oneOf = <const T extends string>(text: string | null, known: readonly T[]): T | null => known.find((one) => one === text) ?? null;
const channels = ['email', 'sms', 'chat'] as const satisfies readonly OutboxMessage['channel'][];

/** What narrows the outbox down, kept in the address. */
export function useOutboxFilters() {
  const [query, change] = useUrlState();
  const to = query.get('to')?.trim().slice(0, 100) ?? '';
  const channel = oneOf(query.get('channel'), channels);
  const state = oneOf(query.get('state'), messageStates);
  const kind = oneOf(query.get('kind'), messageKinds);
  const [from, until] = [isDay(query.get('from')), isDay(query.get('until'))];
  return {
    to, channel, state, kind, from, until, change,
    isNarrowed: [to, channel, state, kind, from, until].some(Boolean),
    clear: () => change({ to: null, channel: null, state: null, kind: null, from: null, until: null }, { replace: true }),
    asked: {
      ...(to ? { to } : {}), ...(channel ? { channel } : {}), ...(state ? { state } : {}), ...(kind ? { kind } : {}),
      ...(from ? { createdFrom: from } : {}), ...(until ? { createdTo: until } : {}),
    },
  };
}
