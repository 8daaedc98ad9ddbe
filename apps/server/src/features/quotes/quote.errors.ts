import type { QuoteStatus } from '@lastmile/contracts';
import { Refusal } from '../../core/problems.ts';

const words: { [status in QuoteStatus]: string } = {
  draft: 'a draft', sent: 'sent', on_review: 'with the customer', accepted: 'accepted', denied: 'declined', expired: 'expired', superseded: 'replaced by a later revision',
};

export class QuoteNotDraft extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'quote_not_draft', detail: `${label} was sent and stays as it was sent. Revise it to change it.` });
  }
}

export class QuoteNotSent extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'quote_not_sent', detail: `${label} is a draft; send it first.` });
  }
}

/** Nobody can decide it any more; `state` says what it is instead. */
export class QuoteClosed extends Refusal {
  constructor(label: string, state: QuoteStatus) {
    super({ status: 409, code: 'quote_closed', detail: `${label} is ${words[state]}.`, more: { state } });
  }
}

export class QuoteNotRevisable extends Refusal {
  constructor(label: string, status: QuoteStatus) {
    super({ status: 409, code: 'quote_not_revisable', detail: `${label} is ${words[status]}${status === 'draft' ? '; change it as it is' : ' and cannot be revised'}.` });
  }
}

export class QuoteAccepted extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'quote_accepted', detail: `${label} was accepted and is kept.` });
  }
}

export class QuoteReplaced extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'quote_replaced', detail: `${label} was replaced by a later revision. Delete that one first.` });
  }
}

export class QuoteEmpty extends Refusal {
  constructor(label: string) {
    super({ status: 422, code: 'quote_empty', detail: `${label} has no lines yet.`, errors: [{ pointer: '/items', detail: 'Add at least one line.' }] });
  }
}
