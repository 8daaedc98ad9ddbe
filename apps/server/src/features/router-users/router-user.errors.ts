import { Refusal } from '../../core/problems.ts';

export class RouterUserBusy extends Refusal {
  constructor(username: string) {
    super({ status: 409, code: 'router_user_busy', detail: `Something is being done to ${username} already. Wait until it is done, or cancel it.` });
  }
}

export class UsernameTaken extends Refusal {
  constructor(username: string, router: string) {
    super({
      status: 409, code: 'username_taken', detail: `${username} on ${router} is taken. Choose another user name.`,
      errors: [{ pointer: '/username', detail: 'This name is taken.' }],
    });
  }
}

export class AddressTaken extends Refusal {
  constructor(address: string, by: string, router: string) {
    super({
      status: 409, code: 'ip_address_taken', detail: `${address} on ${router} belongs to ${by}. Choose another address.`,
      errors: [{ pointer: '/ipAddress', detail: 'This address is in use.' }],
    });
  }
}

export class PoolIsFull extends Refusal {
  constructor(pool: string, router: string) {
    super({
      status: 409, code: 'pool_is_full', detail: `The pool ${pool} on ${router} has no free address.`, errors: [{ pointer: '/addressPool', detail: 'No address is free.' }],
    });
  }
}

/** What is asked for does not go with the state that the user is in. */
export class WrongRouterUserState extends Refusal {
  constructor(detail: string) {
    super({ status: 409, code: 'wrong_state', detail });
  }
}
