import { castBeginnings } from './cast-beginnings.ts';
import type { CastLead } from './cast-lead.ts';
import { castProgress } from './cast-progress.ts';

/** The leads that people meet first: on the board’s top and on Today, dated from the moment the demo is made. */
export const tausiCast: readonly CastLead[] = [...castBeginnings, ...castProgress];
