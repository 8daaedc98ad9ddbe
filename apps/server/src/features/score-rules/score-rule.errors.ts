import { Refusal } from '../../core/problems.ts';

export class NoDraft extends Refusal {
  constructor() {
    super({ status: 409, code: 'no_draft', detail: 'There are no rules in a draft to switch on. Save some first.' });
  }
}

export class ScoreIsOff extends Refusal {
  constructor() {
    super({ status: 409, code: 'score_is_off', detail: 'The score is switched off already.' });
  }
}

export class DraftExists extends Refusal {
  constructor() {
    super({ status: 409, code: 'draft_exists', detail: 'Somebody else began a draft at the same moment. Load the page again to see it.' });
  }
}
