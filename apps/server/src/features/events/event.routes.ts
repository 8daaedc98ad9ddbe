import { listEvents, streamChanges } from '@lastmile/contracts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { readFeed } from './event-feed.ts';
import { createLiveStreams } from './live-streams.ts';

export function eventRoutes({ on, free }: Routes, services: Services): void {
  const streams = createLiveStreams(services);

  on(listEvents, (scope, { query }) => readFeed(scope, query));

  free(streamChanges, async ({ identity, request, reply }) => {
    if (!identity) throw new NotSignedIn();
    const body = await streams.open(identity, request);
    return reply
      // The connection goes with the stream; kept alive it would keep a server that stops waiting for it.
      .header('connection', 'close')
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-cache, no-transform')
      // Nginx would otherwise collect the events before it passes them on.
      .header('x-accel-buffering', 'no')
      .send(body);
  });
}
