import { useEffect, useRef, useState } from 'react';
import type { Import, ImportPlan } from '@lastmile/contracts';
import { toProblem, type Problem } from '../../lib/problem.ts';
import { useWrite } from '../../lib/use-write.ts';
import { useImportOf } from './import-of.ts';

/** So long after the last change the file is looked through anew, in milliseconds. */
const settling = 600;

/** Of the orders of days those alone that were chosen here: the server keeps the others. */
type Plan = Required<Pick<ImportPlan, 'mapping' | 'values' | 'onDuplicate'>> & Pick<ImportPlan, 'dateOrders'>;

/** What becomes of columns and values as it is being chosen; each change is looked through by the server a moment later, and kept there. */
export function useImportPlan(imported: Import) {
  const write = useWrite();
  const { check } = useImportOf();
  const { id, mapping, values, onDuplicate, state } = imported;
  const [own, setOwn] = useState<Plan | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const plan = own ?? { mapping, values, onDuplicate };

  const change = (changes: Partial<Plan>) => {
    const next = { ...plan, ...changes };
    setOwn(next);
    setWaiting(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setProblem(null);
      write(check, { params: { id }, body: next })
        .catch((thrown: unknown) => setProblem(toProblem(thrown)))
        .finally(() => setWaiting(false));
    }, settling);
  };
  return { plan, change, problem, isChecking: state === 'checking' || isWaiting };
}
