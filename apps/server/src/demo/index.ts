/** The demo: two organizations with data, made once on an empty database, and the simulated router of one of them. */
import type { RouterSimulator } from '@lastmile/routeros-simulator';
import type { Services } from '../core/services.ts';
import { demoOwner } from '../features/auth/demo-login.ts';
import { ensureDemoData } from './demo-data.ts';
import { addDemoFiles } from './demo-files.ts';
import { startSimulatedRouter } from './simulated-router.ts';

export { addDemoLeads } from './add-leads.ts';

export interface Demo {
  login: { email: string; password: string };
  /** Whether the data was made at this start. */
  fresh: boolean;
  /** Stops what the demo runs beside the product. */
  stop(): Promise<void>;
}

/**
 * Makes the demo organizations where the database is empty, finds them otherwise, and starts the simulated router
 * unless this process serves only the web (see {@link startSimulatedRouter}). Null on an installation with
 * organizations of its own.
 */
export async function startDemo(services: Services, { log }: { log: (line: string) => void }): Promise<Demo | null> {
  const data = await ensureDemoData(services, log);
  if (!data) return null;
  if (data.fresh) await addDemoFiles(services, data.organizationId);
  let simulator: RouterSimulator | null = null;
  if (services.config.role !== 'web') {
    // Without its router the demo still shows everything else: say it, and start.
    simulator = await startSimulatedRouter(services, data.organizationId, log).catch((error: unknown) => {
      services.log.error({ err: error }, 'the simulated router could not start');
      log(`The simulated router could not start: ${(error as Error).message}`);
      return null;
    });
  }
  return {
    login: demoOwner,
    fresh: data.fresh,
    stop: async () => {
      await simulator?.close();
    },
  };
}
