import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { getLead, restoreLead } from '@lastmile/contracts';
import { keyOf } from '../../../lib/query.ts';
import { useAction } from '../../../lib/use-action.ts';

/** Brings a deleted lead back and shows it. */
export function useRestoreLead() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useAction(restoreLead, {
    alsoChanges: ['today'],
    done: (lead) => {
      // Its page last heard that there is no such lead.
      client.setQueryData(keyOf(getLead, { params: { id: lead.id } }), lead);
      void navigate(`/leads/${lead.id}`);
    },
  });
}
