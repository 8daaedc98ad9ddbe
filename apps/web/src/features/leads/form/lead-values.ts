import { LeadChanges, type Lead } from '@lastmile/contracts';
import type { Values } from '../../../lib/form-body.ts';

/** What the fields hold of a lead: all that may be written, and the follow-up under the name it is written by. */
export function leadValues(lead: Lead): Values {
  const known = lead as unknown as Values;
  const written = Object.keys(LeadChanges.properties).map((name) => [name, known[name] ?? null]);
  return { ...Object.fromEntries(written), followUpAt: lead.followUp.at, followUpNote: lead.followUp.note };
}
