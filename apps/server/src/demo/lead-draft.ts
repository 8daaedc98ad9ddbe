import { Lead, isStep, openStatuses, type StandingPlace } from '../features/leads/index.ts';
import type { Calendar } from './calendar.ts';
import type { DemoActivity, DemoEvent, Person } from './happenings.ts';
import { idAt } from './id-at.ts';
import type { Chance } from './random.ts';
import { firstTalk, talkAbout, type Talk } from './talk.ts';

/** A lead as it is to be: who it is and where it stands; its past is made up from that. */
export interface LeadPlan {
  fields: Partial<Lead>;
  /** The price of its package. */
  price: string | null;
  owner: Person | null;
  /** The stages it came through, the one it stands in last. */
  path: readonly StandingPlace[];
  createdAt: Date;
  /** When it came to where it stands; for a lead that never moved, when it was made. */
  enteredAt: Date;
  /** Its place among those that stand in a fixed order on top of their stage. */
  place?: number | undefined;
  /** What its owner did since it stands there. */
  lately?: readonly Talk[] | undefined;
  /** Half of such leads are answered within so many minutes; this one is not answered where it is absent. */
  firstReply?: number | undefined;
  /** How likely it is that what was planned with it was done in time. */
  kept?: number;
  /** How likely it is that another system saw it too. */
  captured?: number;
  /** Fewer words: for leads by the hundred thousand. */
  isBrief?: boolean;
}

/** A lead with everything that happened to it, ready to be numbered and written. */
export interface LeadDraft extends Pick<LeadPlan, 'price' | 'place' | 'owner'> {
  lead: Lead;
  stage: StandingPlace;
  events: DemoEvent[];
  activities: DemoActivity[];
  /** The stages it stood in and left. */
  stays: { pipelineId: string; stageId: string; enteredAt: Date; leftAt: Date }[];
  /** When other systems saw it. */
  seenAt: Date[];
}

const minute = 60_000;
/** Sources that a person types in; the others arrive by themselves and are claimed. */
const byHand = new Set(['caretaker', 'field_sales', 'manual', 'cold_call', 'referral']);

/** Makes up a lead’s life: how it came in, who took it, what was said, and each move until where it stands. */
export function draftLead(
  { fields, price, owner, path, createdAt, enteredAt, place, lately = [], firstReply, kept, captured = 0, isBrief = false }: LeadPlan,
  calendar: Calendar,
  chance: Chance,
): LeadDraft {
  const id = idAt(createdAt);
  const stage = path.at(-1)!;
  const events: DemoEvent[] = [];
  const activities: DemoActivity[] = [];
  const stays: LeadDraft['stays'] = [];
  const maker = owner && byHand.has(fields.source!) ? owner : null;
  const title = fields.name ?? fields.companyName ?? null;
  events.push({
    at: createdAt,
    type: 'lead.created',
    actor: maker,
    changes: { title, source: fields.source, stageId: path[0]!.id, ownerId: maker?.id ?? null },
  });

  const span = Math.max(enteredAt.getTime() - createdAt.getTime(), 0);
  const until = Math.max(calendar.now.getTime() - minute, createdAt.getTime());
  const moment = (time: number): Date =>
    new Date(Math.min(Math.max(calendar.atWork(new Date(time)).getTime(), createdAt.getTime() + minute), until));
  let assignedAt: Date | null = null;
  if (owner) {
    const waited = Math.min(span > 0 ? span / 3 : until - createdAt.getTime(), chance.between(4, 160) * minute);
    assignedAt = maker ? createdAt : new Date(createdAt.getTime() + waited);
    if (!maker && !isBrief)
      events.push({
        at: assignedAt,
        type: 'lead.claimed',
        actor: owner,
        changes: { ownerId: owner.id, ownerName: owner.name },
      });
  }

  if (owner && firstReply) {
    // Some answers take days: a log-normal distribution around the usual.
    const waited = firstReply * Math.exp(1.4 * (chance.fraction() + chance.fraction() + chance.fraction() - 1.5)) * minute;
    const latest = path.length > 1 ? createdAt.getTime() + span / path.length : until;
    const at = new Date(Math.min(Math.max((assignedAt ?? createdAt).getTime(), createdAt.getTime() + waited), Math.max(latest, createdAt.getTime() + minute)));
    activities.push({ ...firstTalk(chance), id: idAt(at), at, by: owner });
  }
  for (const [index, to] of path.slice(1).entries()) {
    const from = path[index]!;
    const isLast = index === path.length - 2;
    const at = isLast ? enteredAt : moment(createdAt.getTime() + span * ((index + 1) / (path.length - 1)));
    const enteredBefore = stays.at(-1)?.leftAt ?? createdAt;
    stays.push({ pipelineId: from.pipelineId, stageId: from.id, enteredAt: enteredBefore, leftAt: at < enteredBefore ? enteredBefore : at });
    const before = new Date(
      Math.max(at.getTime() - chance.between(2, 45) * minute, (assignedAt ?? createdAt).getTime()),
    );
    if (owner && (!isBrief || isLast || chance.isLucky(0.4))) {
      const talk = talkAbout({ to, at: before, by: owner }, chance);
      if (isBrief) talk.body = null;
      // What was promised: done in time, or days later.
      if (kept !== undefined && chance.isLucky(0.7)) {
        const due = chance.isLucky(kept) ? before.getTime() + chance.between(5, 300) * minute : before.getTime() - chance.between(60, 5000) * minute;
        talk.dueAt = new Date(Math.max(due, createdAt.getTime() + minute));
      }
      activities.push(talk);
    }
    events.push({
      at,
      type: 'lead.stage_changed',
      actor: owner,
      changes: {
        from: from.id,
        to: to.id,
        fromName: from.name,
        toName: to.name,
        status: to.type,
        ...(to.type === 'lost' ? { lostReason: fields.lostReason } : {}),
      },
    });
  }
  for (const { minutesAgo, ...talk } of owner ? lately : []) {
    const at = new Date(
      Math.max(calendar.ago({ minutes: minutesAgo }).getTime(), Math.min(enteredAt.getTime() + minute, until)),
    );
    activities.push({ ...talk, id: idAt(at), at, by: owner! });
  }
  activities.sort((left, right) => left.at.getTime() - right.at.getTime());
  for (const activity of activities) {
    events.push({
      at: activity.at,
      type: activity.dueAt ? 'activity.completed' : 'activity.logged',
      actor: activity.by,
      changes: { activityId: activity.id, activityType: activity.type, outcome: activity.outcome, body: activity.body },
    });
  }
  events.sort((left, right) => left.at.getTime() - right.at.getTime());

  const lastAt = events.at(-1)!.at;
  const lead = Object.assign(new Lead(), fields, {
    id,
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    status: stage.type,
    stageEnteredAt: path.length > 1 ? enteredAt : createdAt,
    wonAt: stage.type === 'won' ? (path.length > 1 ? enteredAt : createdAt) : null,
    lostAt: stage.type === 'lost' ? (path.length > 1 ? enteredAt : createdAt) : null,
    furthestStageId: path.findLast(({ type }) => isStep(type))?.id ?? null,
    ownerId: owner?.id ?? null,
    assignedAt,
    firstActionAt: activities[0]?.at ?? null,
    lastActivityAt: activities.at(-1)?.at ?? null,
    ...(openStatuses.includes(stage.type) ? {} : { followUpAt: null, followUpOn: null, followUpNote: null }),
    createdById: maker?.id ?? null,
    createdAt,
    updatedAt: lastAt,
    version: events.length,
  });
  const seenAt = chance.isLucky(captured) ? Array.from({ length: chance.between(1, 2) }, (_, index) => new Date(createdAt.getTime() + index * 11 * minute)) : [];
  return { lead, stage, owner, price, events, activities, stays, seenAt, ...(place === undefined ? {} : { place }) };
}
