import type { RouterPort } from '../../ports/router.ts';
import { RouterLink } from './router-link.ts';
import type { LinkOptions } from './router-link.ts';
import { RouterOsSession } from './routeros-session.ts';
import { Turns } from './turns.ts';

/** The router port for MikroTik RouterOS 6 and 7, over its API. */
export function routerOsAdapter(options: LinkOptions = {}): RouterPort {
  const turns = new Turns();
  return {
    withSession: (connection, work) => turns.take(`${connection.host}:${connection.port}`.toLowerCase(), async () => {
      const link = await RouterLink.open(connection, options);
      try {
        return await work(new RouterOsSession(link));
      } finally {
        await link.close();
      }
    }),
  };
}
