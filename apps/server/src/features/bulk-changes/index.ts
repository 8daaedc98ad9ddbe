/** The door to changes of many leads at once. */
import { eachOrganization } from '../../core/each-organization.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Services } from '../../core/services.ts';
import type { JobKind } from '../jobs/index.ts';
import { conversionKind } from './bulk-conversion.ts';
import { bulkKind } from './bulk-job.ts';

export { bulkChangeRoutes } from './bulk-change.routes.ts';
export const bulkKinds = (services: Pick<Services, 'sealer' | 'log'>): readonly JobKind[] => [bulkKind as JobKind, conversionKind(services) as JobKind];

/** Every night what was looked at days ago is forgotten. */
export const bulkJobs = (services: Services): JobDefinition[] => [{
  name: 'forget_bulk_selections', retries: 1, expiresAfter: 300, concurrency: 1, cron: '53 3 * * *',
  run: () => eachOrganization(services, 'could not be cleared of old selections', (inOrganization) => inOrganization(async ({ rows, organizationId, now }) => {
    await rows('delete from bulk_selections where organization_id = $1 and created_at < $2', [organizationId, new Date(now.getTime() - 3 * 86_400_000)]);
  })),
}];
