import type { Scope } from './in-org.ts';

const transient = new Set(['40001', '40P01']);

/**
 * Work that may come to nothing while the rest of the transaction goes on: what it wrote is taken back and its error is the answer. A failure that asks for the
 * whole transaction to be run again is thrown.
 */
export async function inSavepoint<Result>(scope: Scope, work: (scope: Scope) => Promise<Result>): Promise<{ result: Result } | { error: unknown }> {
  const callbacks: (() => void)[] = [];
  // A scope of its own: what is kept per scope was perhaps read from what is taken back, and what is to follow the commit follows only what stays.
  const inner: Scope = { ...scope, get tx() { return scope.tx; }, afterCommit: (callback) => { callbacks.push(callback); } };
  await scope.rows('savepoint attempt', []);
  try {
    const result = await work(inner);
    await scope.rows('release savepoint attempt', []);
    for (const callback of callbacks) scope.afterCommit(callback);
    return { result };
  } catch (error) {
    if (transient.has((error as { code?: string }).code ?? '')) throw error;
    await scope.rows('rollback to savepoint attempt', []);
    return { error };
  }
}
