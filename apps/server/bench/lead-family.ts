import { connected } from '../../../packages/launcher/src/postgres/database.ts';
import { systemActor } from '../src/core/actor.ts';
import { nobody } from '../src/core/ids.ts';
import { addLeadsTo, analyzeAs } from '../src/demo/add-leads.ts';
import { recountFigures } from '../src/features/leads/index.ts';
import { withInOrg, type Family } from './databases.ts';
import { multiplyLeads } from './multiply-leads.ts';
import { takeSample, type Sample } from './sample.ts';

/** The demo has so many itself. */
const leadsOfDemo = 400;

export const leadFamily: Family<Sample> = {
  name: 'leads',
  counted: 'leads',
  seed: ({ url, ownerUrl }, organizationId, size) =>
    withInOrg(url, (inOrg) =>
      addLeadsTo(inOrg, organizationId, { count: size - leadsOfDemo, log: () => {}, analyze: () => analyzeAs(ownerUrl) }).then(() => {})),
  multiply: multiplyLeads,
  async settle({ url, ownerUrl }, organizationId) {
    // As the nightly job would find figures missing.
    await withInOrg(url, (inOrg) => inOrg(systemActor(organizationId), recountFigures));
    // The search for likely duplicates has been through them, too: what comes is compared as it comes.
    await connected(ownerUrl, (client) => client.query(
      `insert into duplicate_searches (organization_id, scanned_at, event_transaction_id, event_id)
       values ($1, now(), pg_current_xact_id(), '${nobody}') on conflict (organization_id) do update set scanned_at = excluded.scanned_at`, [organizationId]));
  },
  sample: takeSample,
};
