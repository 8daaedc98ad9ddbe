import type { RouterUserRow, Subscriber } from '@lastmile/contracts';

type RouterUser = Subscriber['routerUsers'][number];

export const alsoChanges = ['subscribers'];

export const serviceNames: Record<RouterUser['service'], string> = { pppoe: 'PPPoE', hotspot: 'Hotspot', user_manager: 'User Manager' };

export const routerUserStates: Record<RouterUser['state'], { label: string; color: string }> = {
  creating: { label: 'Being made', color: 'blue' },
  waiting: { label: 'Waits for installation', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  suspended: { label: 'Suspended', color: 'amber' },
  removing: { label: 'Being removed', color: 'amber' },
  removed: { label: 'Removed', color: 'gray' },
};

export const operationNames: Record<NonNullable<RouterUserRow['lastOperation']>['kind'], string> = {
  create: 'Making it', enable: 'Enabling it', suspend: 'Suspending it', resume: 'Resuming it', change: 'Changing it', remove: 'Removing it',
};

/** What was left out on a router, from the first step of it that counts. */
export function leftOutWords(steps: readonly string[], router: string): string {
  if (steps.includes('add') || steps.includes('look_up') || steps.includes('connect')) return `Left out on ${router}: it may not be there as it is here.`;
  if (steps.includes('enable') || steps.includes('suspend')) return `Left out on ${router}: whether it may connect was not set there.`;
  return `Left out: what ${router} kept was not checked.`;
}
