import { Refusal } from '../../core/problems.ts';

export class LeadLocked extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'lead_locked', detail: `${number} is converted; it can be read and noted on, but no longer changed.` });
  }
}

export class LeadConverting extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'lead_converting', detail: `${number} is being converted right now; wait until that is done.` });
  }
}

export class ClaimFirst extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'claim_first', detail: `Nobody owns ${number} yet. Claim it first.` });
  }
}

export class AlreadyClaimed extends Refusal {
  constructor(claimedBy: { id: string; name: string }) {
    super({ status: 409, code: 'already_claimed', detail: `${claimedBy.name} was faster and has this lead.`, more: { claimedBy } });
  }
}

export class LostReasonMissing extends Refusal {
  constructor() {
    super({
      status: 422, code: 'lost_reason_missing', detail: 'Say why the lead was lost.',
      errors: [{ pointer: '/lostReason', detail: 'A lost stage asks for a reason.' }],
    });
  }
}

export class StageElsewhere extends Refusal {
  constructor() {
    super({
      status: 422, code: 'stage_elsewhere', detail: 'This stage is not one of the lead’s pipeline.',
      errors: [{ pointer: '/stageId', detail: 'Expected a stage of the lead’s pipeline.' }],
    });
  }
}

export interface LeadInTheWay { id: string; number: string; title: string; visible: boolean }

/** D3: another open lead has this phone, or the same external reference. The answer links to it where the caller may see it. */
export class DuplicateLead extends Refusal {
  readonly lead: LeadInTheWay | null;

  constructor(lead: LeadInTheWay | null, pointer: '/phone' | '/externalRef' = '/phone') {
    const who = lead ? `${lead.visible ? `${lead.title}, ` : ''}${lead.number}` : 'Another lead';
    const what = pointer === '/phone' ? 'phone number' : 'external reference';
    super({
      status: 409, code: 'duplicate_lead', detail: `${who} already has this ${what}.`,
      errors: [{ pointer, detail: `${who} has it.` }],
      more: lead ? { lead: { id: lead.id, number: lead.number, ...(lead.visible ? { title: lead.title, href: `/leads/${lead.id}` } : {}) } } : {},
    });
    this.lead = lead;
  }
}
