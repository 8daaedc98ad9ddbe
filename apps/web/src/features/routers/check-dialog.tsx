import { useEffect, useRef, useState } from 'react';
import { checkRouter, type Output, type Router } from '@lastmile/contracts';
import { toProblem, type Problem } from '../../lib/problem.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Badge, Button, ErrorState, Facts, Loader, Notice, ResponsiveDialog } from '../../ui/index.ts';
import { problemWords } from './problem-words.ts';
import styles from './routers.module.css';

type Check = Output<typeof checkRouter>;

/** Reaches the router while one watches: whether it answers, how fast, what it is and which profiles it has. */
export function CheckDialog({ router, onClose }: { router: Router; onClose: () => void }) {
  const { result, failure, isRunning, run } = useCheck(router.id);
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={`Check ${router.name}`} subtitle={`${router.host}:${router.port}`}
      footer={(
        <>
          <Button onClick={run} loading={isRunning}>Check again</Button>
          <Button look="primary" onClick={onClose}>Close</Button>
        </>
      )}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <div className={styles.result} role="group" aria-label="Result" tabIndex={0} aria-live="polite" aria-busy={isRunning}>
        {isRunning && (
          <p className={styles.waiting}>
            <Loader size={18} aria-hidden /> Reaching the router, at most {Math.ceil(router.timeoutMs / 1000)} s…
          </p>
        )}
        {!isRunning && failure && <ErrorState title="The check did not run." problem={failure} again={run} />}
        {!isRunning && result && <Result check={result} />}
      </div>
    </ResponsiveDialog>
  );
}

function Result({ check: { reachable, latencyMs, identity, version, profiles = [], problem } }: { check: Check }) {
  if (!reachable) {
    const { title, advice } = problemWords(problem?.kind);
    return <Notice tone="error" title={title}>{problem?.message} {advice}</Notice>;
  }
  return (
    <>
      <Notice tone="success" title="The router answers.">Signed in and read its profiles.</Notice>
      <Facts
        facts={[
          { label: 'Name', value: identity },
          { label: 'RouterOS', value: version },
          { label: 'Answered in', value: latencyMs === undefined ? null : `${latencyMs} ms` },
          {
            label: 'Profiles',
            value: profiles.length === 0 ? 'None yet; packages need one on the router.' : (
              <ul className={styles.profiles}>
                {profiles.map((name) => <li key={name}><Badge color="gray">{name}</Badge></li>)}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}

/** Runs once when it opens, as that is what it was opened for. */
function useCheck(id: string) {
  const write = useWrite();
  const [result, setResult] = useState<Check | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isRunning, setRunning] = useState(true);
  const began = useRef(false);

  const run = () => {
    setRunning(true);
    setFailure(null);
    write(checkRouter, { params: { id } })
      .then(setResult, (thrown: unknown) => setFailure(toProblem(thrown)))
      .finally(() => setRunning(false));
  };

  useEffect(() => {
    if (began.current) return;
    began.current = true;
    run();
  });
  return { result, failure, isRunning, run };
}
