import { useRouteError } from 'react-router';
import { Problem, toProblem } from '../lib/problem.ts';
import { Button, ErrorState, Page } from '../ui/index.ts';
import { NotFound } from './not-found.tsx';
import styles from './route-errors.module.css';

// Each browser words it differently; all of them mean that a file of the page could not be fetched.
const missingFile = /dynamically imported module|importing a module script failed|error loading dynamically/i;

/** A page that failed, in its place inside the shell. */
export function PageError() {
  const thrown = useRouteError();
  if (thrown instanceof Problem && thrown.status === 404) return <NotFound />;
  const outdated = thrown instanceof Error && missingFile.test(thrown.message);
  const problem = outdated
    ? new Problem({ code: 'outdated', detail: 'Lastmile was updated, or the connection dropped. Nothing of yours was lost.' })
    : toProblem(thrown);
  return (
    <Page title="This page did not open" phoneActions={null}>
      <div className={styles.error}>
        <ErrorState title="The page did not open." problem={problem} again={() => location.reload()} />
        <Button to="/">Go to the start</Button>
      </div>
    </Page>
  );
}

/** The same where even the shell did not come up. */
export function ShellError() {
  return <main className={styles.alone}><PageError /></main>;
}
