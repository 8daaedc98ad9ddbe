import { mostTags } from '@lastmile/contracts';
import { Refusal } from '../../core/problems.ts';

export class TagNameTaken extends Refusal {
  constructor(name: string) {
    super({
      status: 409, code: 'name_taken', detail: `There is already a tag called “${name}”.`, errors: [{ pointer: '/name', detail: 'This name is taken.' }],
    });
  }
}

export class TooManyTags extends Refusal {
  constructor() {
    super({ status: 409, code: 'too_many_tags', detail: `There are ${mostTags} tags already. Delete one that is not used any more first.` });
  }
}
