import type { Logger } from 'pino';
import type { Scope } from '../../core/in-org.ts';

/** What came of one row. */
export interface RowResult {
  row: number;
  recordId?: string | null;
  ok: boolean;
  outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed' | 'removed' | 'restored' | 'kept';
  problem?: string | null;
  errors?: { field: string; detail: string }[];
  /** The fields that were changed, as they were and as they were left: what undoing needs. Where `before` is null the record was made. */
  before?: object | null;
  after?: object | null;
  keys?: string[];
}

/** A job whose turn it is. */
export interface RunningJob<Input = unknown> {
  id: string;
  input: Input;
  total: number;
  /** For what went wrong in a row and is told there in words that give nothing away. */
  log: Logger;
}

/** The rows of one batch, both ends included. */
export interface RowRange { from: number; to: number }

/** A row of a job that is being taken back. */
export type DoneRow = Required<Pick<RowResult, 'row' | 'outcome'>> & { recordId: string; before: object | null; after: object | null };

/**
 * A kind of long work. A batch is one transaction with its results and the place where it ends: a worker that is killed has done a batch whole or not at
 * all, and the next one goes on behind it. Batches of a job never run beside each other.
 */
export interface JobKind<Input = never> {
  kind: string;
  batchSize: number;
  /** Tables that it may make many times as large: the database looks at them anew while it does. */
  fills?: readonly string[];
  run(scope: Scope, job: RunningJob<Input>, rows: RowRange): Promise<RowResult[]>;
  /** Why nobody waits for it any more: asked before each batch, it ends the job where it is, without a word to anybody. Null where it is to go on. */
  needlessBy?(scope: Scope, job: RunningJob<Input>): Promise<string | null>;
  /** In the transaction of the last batch. */
  finish?(scope: Scope, job: RunningJob<Input>): Promise<void>;
  /** How long after its end it can be undone; never where there is no `undo`. */
  undoableFor?: { hours: number };
  /** Takes rows back, the last one first. What was changed since stays as it is, and its result says so. */
  undo?(scope: Scope, job: RunningJob<Input>, rows: readonly DoneRow[]): Promise<RowResult[]>;
  /** In the transaction of the undo's last batch. */
  undone?(scope: Scope, job: RunningJob<Input>): Promise<void>;
}
