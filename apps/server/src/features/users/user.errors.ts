import { Refusal } from '../../core/problems.ts';

export class EmailTaken extends Refusal {
  constructor(email: string) {
    super({
      status: 409, code: 'email_taken', detail: `Somebody here already signs in with ${email}.`,
      errors: [{ pointer: '/email', detail: 'This email is taken.' }],
    });
  }
}

export class LastOwner extends Refusal {
  constructor() {
    super({
      status: 409, code: 'last_owner',
      detail: 'This is the only owner who can sign in. Make somebody else an owner first.',
    });
  }
}

export class TeamNameTaken extends Refusal {
  constructor(name: string) {
    super({
      status: 409, code: 'name_taken', detail: `There is already a team called “${name}”.`,
      errors: [{ pointer: '/name', detail: 'This name is taken.' }],
    });
  }
}
