import { Refusal } from '../../core/problems.ts';

export class NotUndoable extends Refusal {
  constructor(detail: string) {
    super({ status: 409, code: 'not_undoable', detail });
  }
}

export class NotRetryable extends Refusal {
  constructor(detail: string) {
    super({ status: 409, code: 'not_retryable', detail });
  }
}

/** Goes into the job's `problem`; trying again would not help. */
export class JobCannotGoOn extends Error {}
