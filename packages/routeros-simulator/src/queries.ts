import { splitAtFirst } from './request.ts';
import type { Row } from './row.ts';
import { Trap, TRAP_CATEGORY } from './trap.ts';

/**
 * Turns query words (without their question mark) into a test of a row.
 *
 * Queries are a stack machine: a comparison pushes its result, `#` words combine what is on the stack. What is left
 * must all be true, so several comparisons without an operator mean "and".
 */
export function compileQuery(queries: readonly string[]): (row: Row) => boolean {
  return (row) => {
    let stack: boolean[] = [];
    for (const query of queries) {
      if (query.startsWith('#')) stack = combine(stack, query.slice(1));
      else stack.push(compare(row, query));
    }
    return stack.every(Boolean);
  };
}

function compare(row: Row, query: string): boolean {
  if (query.startsWith('-')) return row[query.slice(1)] === undefined;
  if (query.startsWith('=')) return equals(row, query.slice(1));
  if (query.startsWith('<')) return isOrdered(row, query.slice(1), (order) => order < 0);
  if (query.startsWith('>')) return isOrdered(row, query.slice(1), (order) => order > 0);
  if (query.includes('=')) return equals(row, query);
  return row[query] !== undefined;
}

function equals(row: Row, query: string): boolean {
  const [name, expected] = splitAtFirst(query, '=');
  return row[name] === expected;
}

function isOrdered(row: Row, query: string, isWanted: (order: number) => boolean): boolean {
  const [name, bound] = splitAtFirst(query, '=');
  const value = row[name];
  return value !== undefined && isWanted(value.localeCompare(bound, 'en', { numeric: true }));
}

// An index followed by something pushes a copy of that value (0 is the top); an index at the end of the word replaces
// the whole stack by it. A dot ends an index; after anything else it copies the top.
function combine(before: readonly boolean[], operators: string): boolean[] {
  let stack = [...before];
  const pop = (): boolean => {
    const top = stack.pop();
    if (top === undefined) throw new Trap(`query operator #${operators} needs more values`, TRAP_CATEGORY.argument);
    return top;
  };
  const at = (index: number): boolean => {
    const value = stack.at(-1 - index);
    if (value === undefined) throw new Trap(`query stack has no value ${index}`, TRAP_CATEGORY.argument);
    return value;
  };
  const steps = [...operators.matchAll(/(\d+)(\.?)|[!&|.]|./g)];
  steps.forEach(([step, index], position) => {
    if (index !== undefined) {
      const isLast = position === steps.length - 1 && !step.endsWith('.');
      stack = isLast ? [at(Number(index))] : [...stack, at(Number(index))];
    } else if (step === '!') stack.push(!pop());
    else if (step === '.') stack.push(at(0));
    else if (step === '&' || step === '|') {
      const [second, first] = [pop(), pop()];
      stack.push(step === '&' ? first && second : first || second);
    } else throw new Trap(`query operator ${step} is not known`, TRAP_CATEGORY.argument);
  });
  return stack;
}
