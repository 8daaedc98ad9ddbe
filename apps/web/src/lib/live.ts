import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { streamChanges } from '@lastmile/contracts';
import { urlOf } from './api.ts';

interface Change {
  id: string;
  type: string;
  subject: { type: string; id: string };
}

/** Which nouns' answers show something of a subject; a subject that is not named here shows under its own plural. */
const shownUnder: Record<string, readonly string[]> = {
  lead: ['leads', 'activities', 'files', 'today', 'pipelines', 'search', 'lead-view-counts', 'duplicates', 'reports', 'quotes'],
  activity: ['leads', 'today', 'activities', 'reports'],
  conversion: ['conversions', 'leads', 'subscribers'],
  subscriber: ['subscribers', 'search', 'invoices', 'service-orders'],
  item: ['items', 'inventory', 'network-devices', 'stock-movements', 'stock-units', 'stock-reservations', 'service-orders'],
  router: ['routers', 'router-users'],
  router_user: ['router-users', 'subscribers', 'service-orders'],
  router_operation: ['router-users', 'subscribers'],
  pipeline: ['pipelines', 'leads', 'reports'],
  stage: ['pipelines', 'leads', 'reports'],
  lead_field: ['lead-fields', 'leads'],
  organization: ['organization', 'auth', 'quotes'],
  user: ['users', 'auth', 'leads', 'reports'],
  team: ['users', 'reports'],
  tag: ['tags', 'leads'],
  job: ['jobs', 'imports', 'score-rules'],
  score_rules: ['score-rules'],
};

/** The nouns whose cached answers a change of this subject makes stale. */
export function nounsShowing(subjectType: string): readonly string[] {
  return shownUnder[subjectType] ?? [`${subjectType.replaceAll('_', '-')}s`];
}

/** What takes the server longer is asked for again no more often than this, in milliseconds. */
const pauses: Record<string, number> = { 'lead-view-counts': 20_000, reports: 5000 };

// A burst of changes (an import, a bulk move) becomes one refetch of what is on the screen.
const gatheringMilliseconds = 250;
const pauseMilliseconds = 2000;
const reconnectMilliseconds = 10_000;

/**
 * Keeps open screens fresh: one stream of changes for the whole tab. The browser reconnects by itself and says which
 * change it saw last. Where the stream cannot be had, pages still refetch when one comes back to them.
 */
export function useLiveChanges() {
  const client = useQueryClient();
  useEffect(() => {
    const stale = new Set<string>();
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let reconnecting: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    const asked = new Map<string, number>();

    const refetch = () => {
      gathering = undefined;
      for (const noun of stale) {
        const since = performance.now() - (asked.get(noun) ?? -Infinity);
        if (since < (pauses[noun] ?? 0)) continue;
        stale.delete(noun);
        asked.set(noun, performance.now());
        void client.invalidateQueries({ queryKey: [noun] });
      }
      // What has to wait is looked at again, in case no further change comes.
      if (stale.size > 0) {
        waiting ??= setTimeout(() => {
          waiting = undefined;
          refetch();
        }, pauseMilliseconds);
      }
    };
    const connect = () => {
      source = new EventSource(urlOf(streamChanges));
      source.addEventListener('change', (event: MessageEvent<string>) => {
        const change = readChange(event.data);
        if (!change) return;
        for (const noun of nounsShowing(change.subject.type)) stale.add(noun);
        gathering ??= setTimeout(refetch, gatheringMilliseconds);
      });
      source.addEventListener('error', () => {
        // A browser gives up for good when the answer was not a stream, as while the server restarts behind a proxy.
        if (source?.readyState === EventSource.CLOSED) reconnecting = setTimeout(connect, reconnectMilliseconds);
      });
    };

    connect();
    return () => {
      source?.close();
      clearTimeout(gathering);
      clearTimeout(waiting);
      clearTimeout(reconnecting);
    };
  }, [client]);
}

function readChange(data: string): Change | undefined {
  try {
    const change = JSON.parse(data) as Partial<Change>;
    return change.subject?.type ? change as Change : undefined;
  } catch {
    return undefined;
  }
}
