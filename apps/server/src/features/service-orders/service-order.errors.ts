import { Refusal } from '../../core/problems.ts';
import type { Clash } from './appointment-clash.ts';

export class ServiceOrderOver extends Refusal {
  constructor(number: string, status: string) {
    super({ status: 409, code: `service_order_${status}`, detail: `${number} is ${status} already.` });
  }
}

export class ServiceOrderStarted extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'service_order_in_progress', detail: `${number} is being worked on already.` });
  }
}

export class ChecklistOpen extends Refusal {
  constructor(open: readonly string[]) {
    super({
      status: 409, code: 'checklist_open', detail: `Not ticked off yet: ${open.join('; ')}. Tick it off, or say why the work is complete without.`, more: { openItems: open },
    });
  }
}

/** The technician is somewhere else then. */
export class AppointmentClash extends Refusal {
  constructor(technician: string, with_: Clash) {
    super({
      status: 409, code: 'appointment_clash', detail: `${technician} has ${with_.number} then. Choose another time, or schedule it all the same.`, more: { with: with_ },
      errors: [{ pointer: '/from', detail: 'The technician has another appointment then.' }],
    });
  }
}

export class NotYourServiceOrder extends Refusal {
  constructor(number: string) {
    super({ status: 403, code: 'not_allowed', detail: `${number} belongs to another technician.` });
  }
}
