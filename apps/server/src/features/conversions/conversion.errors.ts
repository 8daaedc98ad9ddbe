import type { ConversionPlan } from '@lastmile/contracts';
import { Refusal } from '../../core/problems.ts';

/** What was planned for is no longer so. The answer brings the plan as it is now, so that it can be looked at and confirmed. */
export class PlanChanged extends Refusal {
  constructor(plan: ConversionPlan) {
    super({ status: 409, code: 'plan_changed', detail: 'Something changed since you looked. Check what will happen and confirm again.', more: { plan } });
  }
}

/** The plan cannot be carried out; the first reason is the problem's code, all of them come with it. */
export class ConversionBlocked extends Refusal {
  constructor(blockers: ConversionPlan['blockers']) {
    super({ status: 409, code: blockers[0]!.code, detail: blockers.map(({ message }) => message).join(' '), more: { blockers } });
  }
}

export class NotFailed extends Refusal {
  constructor(state: string) {
    super({ status: 409, code: 'not_failed', detail: `This conversion is ${state}; only a failed or cancelled one can be tried again.` });
  }
}

export class NotConverted extends Refusal {
  constructor(lead: string) {
    super({ status: 409, code: 'not_converted', detail: `${lead} is not converted; there is nothing to open again.` });
  }
}

export class StepNeeded extends Refusal {
  constructor(step: string) {
    super({
      status: 409, code: 'cannot_be_skipped', errors: [{ pointer: '/step', detail: 'This step is what the conversion is.' }],
      detail: step === 'plan' ? 'What was planned is checked always.' : 'Without its records there is no conversion. Cancel it instead.',
    });
  }
}

export class NotAtThisStep extends Refusal {
  constructor(step: string) {
    super({ status: 409, code: 'not_at_this_step', detail: `The conversion does not stand at “${step}” now. Look at its steps, or wait until this try is over.` });
  }
}

export class NotRunning extends Refusal {
  constructor(state: string) {
    super({ status: 409, code: 'not_running', detail: `This conversion is ${state}; there is nothing to cancel.` });
  }
}
