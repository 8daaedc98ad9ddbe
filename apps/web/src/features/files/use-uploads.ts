import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { createFile, getFileLimits, type FileLimits } from '@lastmile/contracts';
import { toProblem } from '../../lib/problem.ts';
import { randomId } from '../../lib/random.ts';
import { upload } from '../../lib/upload.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { extensionOf, formatSize, guessedCategory } from './file-words.ts';

/** One file on its way. */
export interface Upload {
  /** Also its Idempotency-Key: however often it is tried, it is added once. */
  id: string;
  file: File;
  state: 'waiting' | 'sending' | 'failed';
  /** From 0 to 1. */
  sent: number;
  /** Why it failed, in words. */
  reason: string | null;
  /** Whether trying again could help. */
  again: boolean;
}

type Step =
  | { add: Upload[] }
  | { id: string; change: Partial<Upload> }
  | { remove: string };

function step(uploads: readonly Upload[], taken: Step): readonly Upload[] {
  if ('add' in taken) return [...uploads, ...taken.add];
  if ('remove' in taken) return uploads.filter(({ id }) => id !== taken.remove);
  return uploads.map((one) => (one.id === taken.id ? { ...one, ...taken.change } : one));
}

/** So many at once: more would only share the same line. */
const atOnce = 3;

/** What files are kept with. */
export type FileSubject = { leadId: string; serviceOrderId?: undefined } | { leadId?: undefined; serviceOrderId: string };

export interface Uploads {
  uploads: readonly Upload[];
  add: (files: readonly File[]) => void;
  retry: (id: string) => void;
  /** Stops one that is being sent, and takes away one that failed. */
  dismiss: (id: string) => void;
}

/**
 * Files on their way to a lead or a service order: each by itself, so that one that fails keeps no other, and can be called off or tried again. It belongs to the
 * page and not to the card, so that a phone's tabs can be changed meanwhile.
 */
export function useUploads(subject: FileSubject, { enabled }: { enabled: boolean }): Uploads {
  const { leadId, serviceOrderId } = subject;
  const limits = useEndpoint(getFileLimits, undefined, { enabled }).data;
  const [uploads, take] = useReducer(step, []);
  const client = useQueryClient();
  const running = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const sending = uploads.filter(({ state }) => state === 'sending').length;
    for (const next of uploads.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, atOnce - sending))) {
      if (running.current.has(next.id)) continue;
      const calledOff = new AbortController();
      running.current.set(next.id, calledOff);
      take({ id: next.id, change: { state: 'sending', sent: 0, reason: null } });
      const { file } = next;
      upload(createFile, { ...(leadId === undefined ? { serviceOrderId: serviceOrderId! } : { leadId }), category: guessedCategory(file), file }, {
        idempotencyKey: next.id,
        onProgress: (sent) => take({ id: next.id, change: { sent } }),
        signal: calledOff.signal,
      })
        .then(async () => {
          // It leaves the line when it stands in the list, so that it is never nowhere.
          await client.invalidateQueries({ queryKey: [createFile.tag] });
          void client.invalidateQueries({ queryKey: ['leads'] });
          take({ remove: next.id });
        })
        .catch((thrown: unknown) => {
          if (calledOff.signal.aborted) return take({ remove: next.id });
          const { detail, status } = toProblem(thrown);
          take({ id: next.id, change: { state: 'failed', reason: detail, again: status !== 413 && status !== 415 } });
        })
        .finally(() => running.current.delete(next.id));
    }
  }, [uploads, leadId, serviceOrderId, client]);

  // Who leaves the lead's page calls off what is still being sent to it.
  useEffect(() => {
    const started = running.current;
    return () => { for (const calledOff of started.values()) calledOff.abort(); };
  }, [leadId, serviceOrderId]);

  return {
    uploads,
    add: (files: readonly File[]) => take({ add: files.map((file) => beginning(file, limits)) }),
    retry: (id: string) => take({ id, change: { state: 'waiting', reason: null } }),
    dismiss: (id: string) => {
      const calledOff = running.current.get(id);
      if (calledOff) calledOff.abort();
      else take({ remove: id });
    },
  };
}

function beginning(file: File, limits: FileLimits | undefined): Upload {
  const reason = limits ? refusal(file, limits) : null;
  return { id: randomId(), file, state: reason ? 'failed' : 'waiting', sent: 0, reason, again: false };
}

/** What the server would say too, but only after all of it was sent. */
function refusal({ name, size }: File, { maxBytes, kinds }: FileLimits): string | null {
  if (size > maxBytes) return `${formatSize(size)}; at most ${Math.floor(maxBytes / 1_048_576)} MB are taken.`;
  if (size === 0) return 'There is nothing in it.';
  const extension = extensionOf(name);
  // A name without an ending says nothing; the content will.
  const known = extension === '' || kinds.some(({ extensions }) => extensions.includes(extension));
  return known ? null : 'Pictures, PDFs, Office documents and plain text are taken.';
}
