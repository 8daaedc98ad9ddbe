import type { Lead, NewLead } from '@lastmile/contracts';
import type { SignedInClient } from '../../../testing/index.ts';

let digits = 730_000_000;
/** A number that no other lead of this run has. */
export const freshPhone = (): string => `+254${(digits += 1)}`;

/** Short ways to make leads, to merge them and to take that back; what has to come about throws with the answer where it does not. */
export function mergeActs(owner: () => SignedInClient) {
  const have = async <T>(path: string, body: object): Promise<T> => {
    const answer = await owner().post(path, body);
    if (answer.status > 299) throw new Error(`${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  const add = (lead: NewLead) => have<Lead>('/leads', lead);
  const asked = (kept: Lead, others: readonly Lead[], more: object) => ({ keepId: kept.id, mergeIds: others.map(({ id }) => id), ...more });
  return {
    add,
    pair: async (kept: NewLead = {}, other: NewLead = {}) => [await add({ name: 'Kept', ...kept }), await add({ name: 'Other', ...other })] as const,
    merge: (kept: Lead, others: readonly Lead[], more: object = {}, by = owner()) => by.post('/leads/merge', asked(kept, others, more)),
    merged: (kept: Lead, others: readonly Lead[], more: object = {}) => have<{ mergeId: string; lead: Lead }>('/leads/merge', asked(kept, others, more)),
    undo: (mergeId: string, by = owner()) => by.post(`/merges/${mergeId}/undo`),
    look: async ({ id }: Lead) => (await owner().get(`/leads/${id}`)).body as Lead,
  };
}
