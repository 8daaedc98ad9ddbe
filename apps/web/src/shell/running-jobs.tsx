import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { getJob, listJobs, undoJob, type Job } from '@lastmile/contracts';
import { api } from '../lib/api.ts';
import { toProblem } from '../lib/problem.ts';
import { useEndpoint } from '../lib/use-endpoint.ts';
import { isWatched } from '../lib/use-job.ts';
import { useLater } from '../lib/use-later.ts';
import { JobProgress, showProblem, showToast } from '../ui/index.ts';
import styles from './sidebar.module.css';

/** How often a job that runs is asked how far it is, in milliseconds. */
const pace = 1500;

/** Long work that is under way: it can be left, stands here meanwhile, and says when it is done. */
export function RunningJobs() {
  const jobs = useEndpoint(listJobs, { query: { active: true, limit: 5 } }, {
    enabled: useLater(), refetchWhile: ({ data }) => data.length > 0 && pace,
  }).data?.data ?? [];
  useEnds(jobs);
  return jobs.map((job) => {
    const part = job.total === 0 ? 0 : Math.floor(((job.done + job.failed) / job.total) * 100);
    return (
      <Link key={job.id} to={job.href ?? '/jobs'} className={styles.job!} title={job.title}>
        <span className={styles.jobLine}><span>{job.title}</span><span>{part} %</span></span>
        <JobProgress job={job} />
      </Link>
    );
  });
}

/** Tells of each job that was under way and is not any more, unless its page is open and says so itself. */
function useEnds(jobs: readonly Job[]) {
  const under = useRef(new Set<string>());
  const navigate = useNavigate();
  useEffect(() => {
    const now = new Set(jobs.map(({ id }) => id));
    for (const id of under.current) {
      if (now.has(id)) continue;
      void api(getJob, { params: { id } }).then((job) => {
        const to = job.href ?? '/jobs';
        if (to === window.location.pathname || isWatched(id)) return;
        const look = { label: 'Look', run: () => void navigate(to) };
        const undo = { label: 'Undo', run: () => void api(undoJob, { params: { id } }).catch((thrown) => showProblem(toProblem(thrown))) };
        // An import has a page that says first what would be taken back.
        const action = job.canUndo && job.kind === 'lead_bulk' && job.failed === 0 ? undo : look;
        if (job.state === 'failed') showToast({ tone: 'error', title: `${job.title} failed.`, text: job.problem, action: look });
        else showToast({ title: `${job.title} is done.`, action, ...(job.failed > 0 ? { tone: 'warning' as const, text: `${job.failed} rows with a problem.` } : {}) });
      }).catch(() => {}); // whoever may not see it any more is told nothing
    }
    under.current = now;
  }, [jobs, navigate]);
}
