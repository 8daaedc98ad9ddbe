/** The time of day as a port, so that tests can stand at midnight or a clock change. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
