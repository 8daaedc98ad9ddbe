import { NotAllowed, Refusal } from '../../core/problems.ts';

/** The same for an unknown email, a wrong password and a disabled person: nobody learns which. */
export class WrongCredentials extends Refusal {
  constructor() {
    super({ status: 401, code: 'wrong_credentials', detail: 'This email and password do not belong together.' });
  }
}

export class AlreadySetUp extends Refusal {
  constructor() {
    super({ status: 409, code: 'already_set_up', detail: 'This installation is set up already. Sign in instead.' });
  }
}

export class NoSession extends NotAllowed {
  constructor() {
    super('An API token has no session to end. Withdraw the token instead.');
  }
}
