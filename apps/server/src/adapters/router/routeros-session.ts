import { RouterProblem } from '../../ports/router.ts';
import type { ListedUser, RouterSession, RouterUserKey, RouterUserSpec } from '../../ports/router.ts';
import { endSessions } from './active-sessions.ts';
import { ChangeTracker } from './change-tracker.ts';
import type { Conversation } from './conversation.ts';
import { claimUser, listUsers } from './list-users.ts';
import { findOurs } from './owned-users.ts';
import { profileNames } from './profiles.ts';
import { addUser, removeUser, setDisabled, verifyUser } from './write-users.ts';

/** The operations of the port on an open connection. */
export class RouterOsSession implements RouterSession {
  private readonly link: Conversation;

  constructor(link: Conversation) {
    this.link = link;
  }

  identify(): Promise<{ identity: string; version: string; profiles: string[] }> {
    return this.operation(async (link) => {
      const identity = await link.send(['/system/identity/print'], 'reads');
      const resource = await link.send(['/system/resource/print'], 'reads');
      const names = [
        ...await profileNames(link, 'pppoe'),
        ...await namesIfInstalled(profileNames(link, 'hotspot')),
        ...await namesIfInstalled(profileNames(link, 'user_manager')),
      ];
      // "7.18.2 (stable)": the channel is no part of the version.
      const [version = ''] = (resource.rows[0]?.version ?? '').split(' ');
      return { identity: identity.rows[0]?.name ?? '', version, profiles: [...new Set(names)].sort() };
    });
  }

  pools(): Promise<{ name: string; ranges: string }[]> {
    return this.operation(async (link) => {
      const { rows } = await link.send(['/ip/pool/print', '=.proplist=name,ranges'], 'reads');
      return rows.flatMap(({ name, ranges }) => (name && ranges ? [{ name, ranges }] : []))
        .sort((left, right) => left.name.localeCompare(right.name));
    });
  }

  lookUp(key: RouterUserKey): Promise<{ state: 'absent' } | { state: 'ours'; id: string; disabled: boolean }> {
    return this.operation(async (link) => {
      const ours = await findOurs(link, key);
      return ours ? { state: 'ours', id: ours.id, disabled: ours.disabled } : { state: 'absent' };
    });
  }

  add(spec: RouterUserSpec): Promise<{ id: string; adopted: boolean }> {
    return this.operation((link) => addUser(link, spec));
  }

  readBack(spec: RouterUserSpec): Promise<void> {
    return this.operation((link) => verifyUser(link, spec));
  }

  enable(key: RouterUserKey): Promise<void> {
    return this.operation((link) => setDisabled(link, key, false));
  }

  suspend(key: RouterUserKey): Promise<void> {
    return this.operation(async (link) => {
      await setDisabled(link, key, true);
      await endSessions(link, key);
    });
  }

  resume(key: RouterUserKey): Promise<void> {
    return this.enable(key);
  }

  remove(key: RouterUserKey): Promise<'removed' | 'absent'> {
    return this.operation((link) => removeUser(link, key));
  }

  list(): Promise<ListedUser[]> {
    return this.operation((link) => listUsers(link));
  }

  claim(key: RouterUserKey, expectedComment: string): Promise<void> {
    return this.operation((link) => claimUser(link, key, expectedComment));
  }

  private async operation<Result>(work: (link: ChangeTracker) => Promise<Result>): Promise<Result> {
    const tracker = new ChangeTracker(this.link);
    try {
      return await work(tracker);
    } catch (problem) {
      throw problem instanceof RouterProblem ? tracker.seenAsAWhole(problem) : problem;
    }
  }
}

// Hotspot and User Manager are packages that a router may not have.
async function namesIfInstalled(names: Promise<string[]>): Promise<string[]> {
  try {
    return await names;
  } catch (problem) {
    if (problem instanceof RouterProblem && problem.kind === 'trap') return [];
    throw problem;
  }
}
