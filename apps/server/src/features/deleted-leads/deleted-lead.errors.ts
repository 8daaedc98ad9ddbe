import { Refusal } from '../../core/problems.ts';

export class NotDeleted extends Refusal {
  constructor() {
    super({ status: 409, code: 'not_deleted', detail: 'Only a deleted lead can be purged. Delete it first; then it can still be brought back.' });
  }
}

export class HasSubscriber extends Refusal {
  constructor(lead: string, subscriber: { id: string; number: string }) {
    super({
      status: 409, code: 'lead_has_subscriber', more: { subscriber },
      detail: `${lead} became the subscriber ${subscriber.number} and stays as its origin. The person can be erased from the lead instead.`,
    });
  }
}
