import type { Scope } from '../core/in-org.ts';
import type { Person } from './happenings.ts';
import { idAt } from './id-at.ts';

/**
 * A scope of the past: what is done in it was done at that moment, by `person` or, where nobody is named, by the product. It is no news: nothing reacts to it
 * and no job follows, so that nobody is written to out of a history that was made up a second ago.
 */
export function inHistory(scope: Scope, at: Date, person: Person | null = null): Scope {
  const actor = person ? { ...scope.actor, kind: 'user' as const, userId: person.id, name: person.name } : scope.actor;
  const past: Scope = {
    ...scope,
    now: at,
    actor,
    async record(type, subject, changes = {}) {
      const id = idAt(at);
      scope.write(
        `insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_id, actor_name, changes, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [scope.organizationId, id, type, subject.type, subject.id, actor.kind, actor.userId, actor.name, JSON.stringify(changes), at]);
      return id;
    },
    async recordAll(type, events) {
      for (const { subject, changes } of events) await past.record(type, subject, changes);
    },
    enqueue: async () => {},
    // What was told at the end of each of its transactions is over; this one ends today.
    beforeCommit: () => {},
  };
  return past;
}
