import { createHash, randomBytes } from 'node:crypto';
import type { Policy } from './commands.ts';
import { Trap } from './trap.ts';
import type { Version } from './version.ts';

export interface RouterUser {
  name: string;
  password: string;
  /** Name of a group; `full` if it is not given. */
  group?: string;
}

/** The groups every router has, as far as their policies matter here. */
export const DEFAULT_GROUPS: Readonly<Record<string, readonly Policy[]>> = {
  full: ['api', 'read', 'write', 'sensitive'],
  write: ['api', 'read', 'write', 'sensitive'],
  read: ['api', 'read'],
};

export interface Accounts {
  users: readonly RouterUser[];
  groups: Readonly<Record<string, readonly Policy[]>>;
  style: 'plain' | 'challenge';
  version: Version;
}

/** The login of one connection, with the challenge it was given, if any. */
export class Login {
  private challenge: Buffer | null = null;
  private readonly accounts: Accounts;

  constructor(accounts: Accounts) {
    this.accounts = accounts;
  }

  /**
   * Handles one `/login`. Gives the policies of the user, or the challenge to send.
   * Throws Trap for a wrong name, password or response, or a user who may not use the API.
   */
  attempt(attributes: ReadonlyMap<string, string>): { policies: ReadonlySet<Policy> } | { challenge: string } {
    const response = attributes.get('response');
    if (this.accounts.style === 'challenge' && response === undefined) {
      this.challenge = randomBytes(16);
      return { challenge: this.challenge.toString('hex') };
    }
    const user = this.accounts.users.find(({ name }) => name === attributes.get('name'));
    const isRight = user && (response === undefined
      ? attributes.get('password') === user.password
      : response === this.expectedResponse(user.password));
    const policies = new Set(user ? this.accounts.groups[user.group ?? 'full'] : []);
    if (!isRight || !policies.has('api')) throw loginRefused(this.accounts.version);
    return { policies };
  }

  private expectedResponse(password: string): string | null {
    if (!this.challenge) return null;
    const digest = createHash('md5').update(Buffer.from([0])).update(password, 'utf8').update(this.challenge);
    return `00${digest.digest('hex')}`;
  }
}

/** What a router of this version says to a wrong login. */
export function loginRefused({ major }: Version): Trap {
  return new Trap(major === 6 ? 'cannot log in' : 'invalid user name or password (6)');
}
