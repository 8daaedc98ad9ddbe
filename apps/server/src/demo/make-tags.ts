import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { insertRows } from '../core/rows.ts';
import type { LeadDraft } from './lead-draft.ts';

/** S2-demo-b: eight tags, each with which leads have it. */
const tags: readonly { name: string; color: string; fits: (draft: LeadDraft) => boolean }[] = [
  { name: 'High value', color: 'petrol', fits: ({ price }) => Number(price) >= 8000 },
  { name: 'Enterprise', color: 'violet', fits: ({ lead, price }) => isCompany(lead) && Number(price) >= 12_000 },
  { name: 'SMB', color: 'blue', fits: ({ lead, price }) => isCompany(lead) && Number(price) < 12_000 },
  { name: 'Estate', color: 'green', fits: ({ lead }) => lead.source === 'caretaker' },
  { name: 'Price sensitive', color: 'amber', fits: ({ lead }) => /expensive|price|cheap/i.test(lead.lostReason ?? '') },
  { name: 'Switching', color: 'gray', fits: ({ lead }) => Boolean(lead.currentIsp) && isOpen(lead) },
  { name: 'Referral', color: 'green', fits: ({ lead }) => lead.source === 'referral' && isOpen(lead) },
  { name: 'Hot', color: 'red', fits: ({ lead }) => lead.rating === 'hot' && isOpen(lead) },
];

const isCompany = (lead: LeadDraft['lead']): boolean => Boolean(lead.companyName);
const isOpen = (lead: LeadDraft['lead']): boolean => lead.status === 'new' || lead.status === 'in_progress';

/** Writes the tags and gives them to the leads they fit. */
export async function makeTags(scope: Scope, drafts: readonly LeadDraft[]): Promise<void> {
  const made = tags.map(({ name, color, fits }, position) => ({ id: newId(), name, color, position, fits }));
  const now = { createdAt: scope.now, updatedAt: scope.now };
  await insertRows(scope, 'tags', made.map(({ fits: _, ...tag }) => ({ ...tag, ...now })));
  await insertRows(
    scope,
    'lead_tags',
    drafts.flatMap((draft) =>
      made.filter(({ fits }) => fits(draft)).map(({ id }) => ({ leadId: draft.lead.id, tagId: id, createdAt: draft.lead.createdAt })),
    ),
  );
}
