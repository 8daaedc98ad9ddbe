import path from 'node:path';
import { createApp } from './app.ts';
import { ConfigurationProblem, readConfig, type Config } from './core/config.ts';
import { checkDatabase, databaseAccess } from './core/database/access.ts';
import { migrate } from './core/database/migrate.ts';
import { createLog } from './core/log.ts';
import { startDemo, type Demo } from './demo/index.ts';
import { resumeConversions } from './features/conversions/index.ts';
import { resumeRouterOperations } from './features/router-users/index.ts';
import { resumeJobs } from './features/jobs/index.ts';
import { countFirstFigures } from './features/leads/index.ts';
import { wire } from './wiring.ts';

export interface Lastmile {
  url: string;
  /** What the demo made or found; null on an installation of one's own. */
  demo: Demo | null;
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Starts the whole product in this process: migrates, serves, works. Throws {@link ConfigurationProblem} with one line for the person who starts it;
 * whatever was started by then is stopped again.
 */
export async function startLastmile(environment: NodeJS.ProcessEnv, { log = () => {} }: { log?: (line: string) => void } = {}): Promise<Lastmile> {
  const config = readConfig(environment, root);
  const access = databaseAccess(config);
  await checkDatabase(access.ownerUrl, config.databaseOwnerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL');
  await migrate({ ownerUrl: access.ownerUrl, runtime: access.runtime, directory: path.join(root, 'migrations'), log });

  let address = `http://${config.host}:${config.port}`;
  const services = wire({ config, databaseUrl: access.url, log: createLog(config.logLevel), address: () => address });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => { for (const step of stops.splice(0).reverse()) await step(); };
  try {
    stops.push(() => services.stop());
    await services.start();
    const demo = config.demo ? await startDemo(services, { log }) : null;
    if (demo) stops.push(() => demo.stop());
    if (config.role !== 'web') {
      await countFirstFigures(services);
      // What cannot be taken up now, as of an organization in trouble, the jobs of every minute take up; nobody else waits for it.
      for (const resume of [resumeConversions, resumeRouterOperations, resumeJobs]) {
        await resume(services, { sinceStart: true }).catch((error: unknown) => services.log.warn({ err: error }, 'not everything that was begun could be taken up at the start'));
      }
    }
    if (config.role !== 'worker') {
      const app = await createApp(services);
      stops.push(() => app.close());
      address = await listen(app, config);
    }
    return { url: config.publicUrl ?? address, demo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof createApp>>, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new ConfigurationProblem(`Port ${port} is in use; stop what uses it or set PORT to another one.`);
    if (code === 'EACCES') throw new ConfigurationProblem(`Port ${port} may not be used by this user; set PORT to one above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new ConfigurationProblem(`HOST is "${host}", which is no address of this machine.`);
    throw error;
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${bound}`;
}

if (import.meta.main) {
  try {
    const lastmile = await startLastmile(process.env, { log: (line) => process.stdout.write(`${line}\n`) });
    process.stdout.write(`Lastmile is ready at ${lastmile.url}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => { void lastmile.stop().then(() => process.exit(0)); });
    }
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigurationProblem ? error.message : (error as Error).stack}\n`);
    process.exit(1);
  }
}
