import type { InOrg, Scope, EventType } from './in-org.ts';
import { reactionJob } from './in-org.ts';
import { systemActor } from './actor.ts';
import type { JobDefinition } from './jobs.ts';

export interface RecordedEvent {
  id: string;
  type: EventType;
  subjectType: string;
  subjectId: string;
  actorName: string;
  actorId: string | null;
  changes: { [key: string]: unknown };
  at: Date;
}

/** Work after an event. Runs at least once, so it has to be idempotent by the event's id. */
export interface Reaction {
  /** Unique; part of the job's data, so never renamed while jobs are waiting. */
  name: string;
  to: readonly EventType[];
  react(context: { event: RecordedEvent; organizationId: string; inOrg: <R>(work: (scope: Scope) => Promise<R>) => Promise<R> }): Promise<void>;
}

export function createReactions(reactions: readonly Reaction[]) {
  const byType = new Map<string, string[]>();
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  if (byName.size !== reactions.length) throw new Error('Two reactions have the same name.');
  for (const { name, to } of reactions) for (const type of to) byType.set(type, [...(byType.get(type) ?? []), name]);

  return {
    reactionsTo: (type: EventType): readonly string[] => byType.get(type) ?? [],
    /** The job that runs them, one reaction of one event at a time. */
    job(inOrg: InOrg): JobDefinition {
      return {
        name: reactionJob,
        retries: 8,
        expiresAfter: 120,
        concurrency: 2,
        async run(data) {
          const { organizationId, eventId, reaction: name } = data as { organizationId: string; eventId: string; reaction: string };
          const reaction = byName.get(name);
          if (!reaction) throw new Error(`No reaction is named ${name}; was it renamed while jobs were waiting?`);
          const actor = systemActor(organizationId);
          const event = await inOrg(actor, (scope) => eventOf(scope, eventId), { readOnly: true });
          if (event) await reaction.react({ event, organizationId, inOrg: (work) => inOrg(actor, work) });
        },
      };
    },
  };
}

async function eventOf({ rows, organizationId }: Scope, id: string): Promise<RecordedEvent | undefined> {
  const [event] = await rows<RecordedEvent>(
    `select id, type, subject_type as "subjectType", subject_id as "subjectId", actor_name as "actorName", actor_id as "actorId", changes, at
       from events where organization_id = $1 and id = $2`, [organizationId, id]);
  return event;
}
