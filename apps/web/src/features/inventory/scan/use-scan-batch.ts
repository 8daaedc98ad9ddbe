import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { lookUpCode, moveStock } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { toProblem, type Problem } from '../../../lib/problem.ts';
import { randomId } from '../../../lib/random.ts';
import { beep, type Scan } from '../../../ui/scan/index.ts';
import { keepBatch, keptBatch, watchKept } from './kept-batch.ts';
import { bodyOf, emptyBatch, takeScan, type Batch, type BatchKind, type Said } from './scan-batch.ts';

/** How long after a failure the next code is looked up again, in milliseconds. */
const patience = 4000;
/** Whether nobody knows what became of a request: no answer came, or one that does not say. */
const isOpen = ({ status, code }: Problem): boolean => status === 0 || status === 429 || status >= 500 || code === 'request_in_progress';

/**
 * The batch that is being scanned, kept in this browser with every change until the server has it. Codes are looked up one after the other, in the order in which
 * they were read; without a connection they wait.
 */
export function useScanBatch(userId: string, kind: BatchKind, sent: (units: number) => void) {
  const client = useQueryClient();
  const newest = useRef<Batch>(null as unknown as Batch);
  if (newest.current === null) newest.current = keptBatch(userId, kind);
  const [batch, setBatch] = useState(newest.current);
  const [said, setSaid] = useState<(Said & { at: number }) | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const [isSending, setSending] = useState(false);
  const [isKept, setKept] = useState(true);
  const lookingUp = useRef(false);
  const mounted = useRef(true);

  const change = useCallback((next: (before: Batch) => Batch) => {
    const after = next(newest.current);
    if (after === newest.current) return;
    newest.current = after;
    setKept(keepBatch(userId, after));
    setBatch(after);
  }, [userId]);

  const say = useCallback((words: Said) => {
    beep(words.tone === 'added' || words.tone === 'item');
    setSaid({ ...words, at: Date.now() });
  }, []);

  /** Looks up what waits, the oldest first. What is sent and not answered comes first: it is settled before anything is added. */
  const lookUp = useCallback(async () => {
    if (lookingUp.current) return;
    lookingUp.current = true;
    try {
      while (mounted.current && newest.current.waiting.length > 0 && !newest.current.sending) {
        const scan = newest.current.waiting[0]!;
        const matches = await api(lookUpCode, { query: { code: scan.code } }).catch((thrown: unknown) => toProblem(thrown));
        if (!mounted.current) return;
        if ('status' in matches) {
          if (matches.status === 401) return;
          setWaiting(isOpen(matches));
          if (isOpen(matches)) return;
          change((before) => ({ ...before, waiting: before.waiting.slice(1) }));
          say({ tone: 'refused', words: `${scan.code.slice(0, 60)} cannot be a code` });
          continue;
        }
        setWaiting(false);
        const taken = takeScan(newest.current, scan, matches);
        change(() => ({ ...taken.batch, waiting: taken.batch.waiting.slice(1) }));
        say(taken.said);
      }
    } finally {
      lookingUp.current = false;
    }
  }, [change, say]);

  useEffect(() => {
    mounted.current = true;
    void lookUp();
    const online = () => void lookUp();
    window.addEventListener('online', online);
    const unwatch = watchKept(userId, kind, () => {
      newest.current = keptBatch(userId, kind);
      setBatch(newest.current);
    });
    return () => {
      mounted.current = false;
      window.removeEventListener('online', online);
      unwatch();
    };
  }, [userId, kind, lookUp]);

  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void lookUp(), patience);
    return () => clearInterval(timer);
  }, [isWaiting, lookUp]);

  const scan = useCallback((one: Scan) => {
    setProblem(null);
    change((before) => ({ ...before, waiting: [...before.waiting, one] }));
    void lookUp();
  }, [change, lookUp]);

  /** Sends it all. What was sent without an answer is sent again as it was, so that it is moved once whether or not it had arrived. */
  const send = async () => {
    if (isSending) return;
    setSending(true);
    setProblem(null);
    change((before) => (before.sending ? before : { ...before, sending: { key: randomId(), body: bodyOf(before) } }));
    const { key, body } = newest.current.sending!;
    try {
      const { data } = await api(moveStock, { body }, { idempotencyKey: key });
      // What was scanned meanwhile stays; where it is received, or from where it is issued, most often stays as well.
      change(({ details, waiting, aside, next }) => ({
        ...emptyBatch(kind, { locationId: details.locationId, ...(details.toLocationId ? { toLocationId: details.toLocationId } : {}) }), waiting, aside, next,
      }));
      setSaid(null);
      sent(data.reduce((sum, { quantity }) => sum + quantity, 0));
    } catch (thrown) {
      const failure = toProblem(thrown);
      if (!isOpen(failure)) change((before) => ({ ...before, sending: null }));
      setProblem(failure);
    } finally {
      setSending(false);
      for (const tag of ['items', 'inventory', 'stock-movements', 'stock-units', 'subscribers']) void client.invalidateQueries({ queryKey: [tag] });
      void lookUp();
    }
  };

  return { batch, change, scan, say, said, send, isSending, isWaiting, isKept, problem, dismiss: () => setProblem(null) };
}

export type ScanSession = ReturnType<typeof useScanBatch>;
