import { useCallback, type ReactNode } from 'react';
import type { Problem } from '../../../lib/problem.ts';
import { ErrorState, FormSkeleton } from '../../../ui/index.ts';

interface Props {
  isReady: boolean;
  problem: Problem | null;
  again: () => void;
  /** Writing begins in the first field: who adds a lead has just heard a name. */
  begins?: boolean;
  children: ReactNode;
}

/** The fields, once it is known which they are. */
export function FormReady({ isReady, problem, again, begins = false, children }: Props) {
  const begin = useCallback((place: HTMLElement | null) => {
    if (!begins) return;
    const first = place?.querySelector<HTMLElement>('input, textarea');
    first?.setAttribute('data-autofocus', '');
    // The dialog is open already where the fields had to be waited for.
    if (first && document.activeElement?.closest('[role="dialog"]')) first.focus();
  }, [begins]);
  if (problem && !isReady) return <ErrorState title="The form did not load." problem={problem} again={again} />;
  return isReady ? <div ref={begin}>{children}</div> : <FormSkeleton />;
}
