import { NotFound, Refusal } from '../../core/problems.ts';

export class LeadLocked extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'lead_locked', detail: `${number} is converted; it can be read and noted on, but no longer changed.` });
  }
}

/** A lead that is another one now; the way to that one comes with the answer. */
export class LeadMerged extends NotFound {
  readonly into: { id: string; number: string; title: string };

  constructor(number: string, into: LeadMerged['into']) {
    super('lead', {
      code: 'lead_merged', detail: `${number} was merged into ${into.title}, ${into.number}.`, more: { mergedInto: { ...into, href: `/leads/${into.id}` } },
    });
    this.into = into;
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

/** Leads are taken to another pipeline on purpose only, and not into one that is switched off. */
export class PipelineOff extends Refusal {
  constructor(name: string) {
    super({
      status: 422, code: 'pipeline_inactive', detail: `${name} is switched off and takes no leads.`,
      errors: [{ pointer: '/stageId', detail: 'Expected a stage of an active pipeline.' }],
    });
  }
}

/** S2-bp-b: the stage asks for something before a lead goes on. */
export class ExitCriteriaOpen extends Refusal {
  constructor(stage: { name: string; exitCriteria: readonly string[] }, open: readonly string[]) {
    super({
      status: 422, code: 'exit_criteria', detail: `${stage.name} asks before a lead goes on: ${open.join(' · ')}.`,
      errors: [{ pointer: '/exitCriteriaMet', detail: 'Say that these are met, or with exitCriteriaSkipReason why the lead goes on without.' }],
      more: { stageName: stage.name, exitCriteria: stage.exitCriteria, openCriteria: open },
    });
  }
}

/** What is won or lost is nobody's to claim. */
export class LeadClosed extends Refusal {
  constructor(number: string, status: string) {
    super({ status: 409, code: 'lead_closed', detail: `${number} is ${status}, so there is nothing to claim. Move it to an open stage first.` });
  }
}

/** D15: who has leads that nothing was done with yet works on those first. */
export class TooManyUntouched extends Refusal {
  constructor({ id, name, most, untouched }: { id: string; name: string; most: number; untouched: number }) {
    const leads = untouched === 1 ? 'a lead' : `${untouched} leads`;
    super({
      status: 409, code: 'too_many_untouched', more: { untouchedLeads: untouched, maxUntouchedLeads: most, pipelineId: id },
      detail: `You have ${leads} in ${name} without a first action, and ${most} is the most there. Log a call or a note, or move one on, then claim another.`,
    });
  }
}

export class QueueEmpty extends Refusal {
  constructor() {
    super({ status: 409, code: 'queue_empty', detail: 'Nothing waits to be claimed: every open lead has somebody.' });
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
