import { createDataSource } from '../core/database/data-source.ts';
import { databaseAccess } from '../core/database/access.ts';
import { ConfigurationProblem, readConfig } from '../core/config.ts';
import { systemClock } from '../core/clock.ts';
import { createInOrg, type InOrg } from '../core/in-org.ts';
import { createSealer } from '../core/seal.ts';
import { routerEntities } from '../features/routers/index.ts';
import path from 'node:path';
export async function addDemoLeads(environment: NodeJS.ProcessEnv, { count, log }: { count: number; log: (line: string) => void }): Promise<void> {
  void [createDataSource, databaseAccess, ConfigurationProblem, readConfig, systemClock, createInOrg, createSealer, routerEntities, path, environment, count, log];
}
