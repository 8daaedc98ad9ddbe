import { Refusal } from '../../core/problems.ts';

export class NotOpen extends Refusal {
  constructor(status: string) {
    super({ status: 409, code: 'not_open', detail: `This is ${status} already; only what is planned can be finished.` });
  }
}
