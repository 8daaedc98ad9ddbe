import { getLeadTimeline } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';

const entriesToLookAt = 10;

/** Who moved a lead last and where to, as a sentence; null where that cannot be said. */
export async function whoMoved(leadId: string): Promise<string | null> {
  const input = { params: { id: leadId }, query: { limit: entriesToLookAt } };
  const answer = await api(getLeadTimeline, input).catch(() => null);
  const moved = answer?.data.find(({ type }) => type === 'lead.stage_changed');
  if (!moved || typeof moved.changes.toName !== 'string') return null;
  return `${moved.actor.name} moved it to ${moved.changes.toName} meanwhile.`;
}
