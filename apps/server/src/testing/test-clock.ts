import type { Clock } from '../core/clock.ts';

/** The real time, moved forward by a test instead of waiting for it. */
export interface TestClock extends Clock { advance(milliseconds: number): void }

export function createTestClock(): TestClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance(milliseconds) { ahead += milliseconds; },
  };
}
