import { Refusal } from '../../core/problems.ts';

interface Named { id: string; number: string; title: string }

/** D27: a converted lead stays what it is, so it can only be the one that is kept. */
export class ConvertedMustBeKept extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'converted_must_be_kept', detail: `${number} became a subscriber. Keep that one and merge the others into it.` });
  }
}

export class LeadErased extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'lead_erased', detail: `The person of ${number} was erased; there is nothing to merge.` });
  }
}

/** Somebody was faster: one of them is another lead by now. */
export class MergedAlready extends Refusal {
  constructor(number: string, into: Named | null) {
    super({
      status: 409, code: 'merged_already', detail: into ? `${number} was just merged into ${into.title}, ${into.number}.` : `${number} was just merged into another lead.`,
      more: into ? { mergedInto: { ...into, href: `/leads/${into.id}` } } : {},
    });
  }
}

export class MergeUndone extends Refusal {
  constructor(by: string) {
    super({ status: 409, code: 'merge_undone', detail: `${by} has already undone this merge.` });
  }
}

export class MergeIsFinal extends Refusal {
  constructor() {
    super({ status: 409, code: 'merge_is_final', detail: 'This merge can no longer be undone.' });
  }
}

/** What was merged last is taken apart first, so that every value goes back to where it came from. */
export class LaterMerge extends Refusal {
  constructor(number: string, mergeId: string | null) {
    super({
      status: 409, code: 'later_merge', detail: `${number} was merged with another lead after this. Undo that merge first.`, more: mergeId ? { mergeId } : {},
    });
  }
}

/** Its name was taken away while it was called by what came from the other lead. */
export class NothingToCallItBy extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'nothing_to_call_it_by', detail: `${number} would be left without a name, company, phone or email. Give it one of its own first.` });
  }
}
