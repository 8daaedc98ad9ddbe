import { batchKinds, emptyBatch, type Batch, type BatchKind } from './scan-batch.ts';

/** One for each person and kind: who shares a phone does not go on with another's batch. */
const keyOf = (userId: string, kind: BatchKind) => `lastmile-scan-${userId}-${kind}`;

/** What this browser still has of a batch; an empty one where there is nothing, or nothing that can be read. */
export function keptBatch(userId: string, kind: BatchKind): Batch {
  const empty = emptyBatch(kind);
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(userId, kind)) ?? 'null') as Partial<Batch> | null;
    return kept?.kind === kind ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

/** False where the browser keeps nothing, so that somebody can be warned. */
export function keepBatch(userId: string, batch: Batch): boolean {
  try {
    localStorage.setItem(keyOf(userId, batch.kind), JSON.stringify(batch));
    return true;
  } catch {
    return false;
  }
}

/** Calls `changed` when another window of this browser goes on with the same batch; gives the function that stops it. */
export function watchKept(userId: string, kind: BatchKind, changed: () => void): () => void {
  const look = ({ key }: StorageEvent) => { if (key === keyOf(userId, kind)) changed(); };
  window.addEventListener('storage', look);
  return () => window.removeEventListener('storage', look);
}

export const isBatchKind = (text: string | null): text is BatchKind => batchKinds.some((kind) => kind === text);
