import { mostLeadViews } from '@lastmile/contracts';
import { Refusal } from '../../core/problems.ts';

export class ViewNameTaken extends Refusal {
  constructor(name: string) {
    super({
      status: 409, code: 'name_taken', detail: `You already have a view called “${name}”.`, errors: [{ pointer: '/name', detail: 'This name is taken.' }],
    });
  }
}

export class TooManyViews extends Refusal {
  constructor(whose: 'you' | 'shared') {
    super({
      status: 409, code: 'too_many_views',
      detail: `${whose === 'you' ? `You have ${mostLeadViews} views` : `${mostLeadViews} views are shared`} already. Delete one that is not used any more first.`,
    });
  }
}
