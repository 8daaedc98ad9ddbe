import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Problem } from '../../lib/problem.ts';
import { showToast } from '../../ui/index.ts';

/** In the place of a lead that is another one now: leads on to that one and says so. */
export function MergedAway({ problem }: { problem: Problem }) {
  const navigate = useNavigate();
  const { id } = problem.more.mergedInto as { id: string };
  const { detail } = problem;
  useEffect(() => {
    void navigate(`/leads/${id}`, { replace: true });
    showToast({ tone: 'info', title: detail });
  }, [navigate, id, detail]);
  return null;
}
