import type { Scope } from '../../core/in-org.ts';
import { noteFollowUps } from '../leads/index.ts';
import type { Activity } from './activity.entity.ts';

/** Changes an activity, and with it the figures of what was planned for a time and done. */
export async function followedUp<Result>(scope: Scope, activity: Activity, change: () => Promise<Result>): Promise<Result> {
  const wasDone = activity.dueAt && activity.doneAt;
  if (wasDone) noteFollowUps(scope, -1, [activity.id]);
  const result = await change();
  // What is gone, or open again, adds nothing.
  if (activity.dueAt && activity.doneAt) noteFollowUps(scope, 1, [activity.id]);
  return result;
}
