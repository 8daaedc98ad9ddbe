import type { Input, getLeadStats } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { Refusal } from '../../core/problems.ts';
import { instantsOf, ownersAsked } from '../leads/index.ts';
import { periodOf, type Period, type Span } from './period.ts';

export type ReportQuery = NonNullable<Input<typeof getLeadStats>['query']>;
export type Whose = Omit<ReportQuery, 'period'>;
type Link = { [filter: string]: string };

/** What a report is about: whose leads, of which pipeline. */
export interface Subject {
  /** Owner keys; null for everybody's. */
  owners: string[] | null;
  pipelineId: string | null;
  timezone: string;
  /** The filters that list what was counted: whose they are, and what else says it. */
  link(more: Link): Link;
  /** Days of the organization as a filter by day: for who is elsewhere, as the instants at which they begin and end. */
  days(span: Span): string;
}

export interface Asked extends Subject { period: Period }

export async function subjectOf(scope: Scope, { pipelineId, teamId, ownerId }: Whose): Promise<Subject> {
  const { timezone } = await organizationSettings(scope);
  const whose: Link = { ...(pipelineId ? { pipelineId } : {}), ...(teamId ? { teamId } : {}), ...(ownerId ? { ownerId } : {}) };
  return {
    owners: await ownersAsked(scope, whose),
    pipelineId: pipelineId ?? null,
    timezone,
    link: (more) => ({ ...whose, ...more }),
    days: ({ first, last }) => {
      if (scope.actor.timezone === timezone) return `${first}..${last}`;
      const { from, before } = instantsOf({ first, last }, timezone);
      return `${from!.toISOString()}..${before!.toISOString()}`;
    },
  };
}

/** Throws a 400 for a period of days that do not exist. */
export async function askedOf(scope: Scope, { period: text = 'last_12_months', ...whose }: ReportQuery): Promise<Asked> {
  const subject = await subjectOf(scope, whose);
  const period = periodOf(text, subject.timezone, scope.now);
  if (!period) {
    const problem = { pointer: '/query/period', detail: `“${text}” is no period of days that exist, the first before the last.` };
    throw new Refusal({ status: 400, code: 'malformed', detail: `${problem.pointer}: ${problem.detail}`, errors: [problem] });
  }
  return { ...subject, period };
}

/** How an answer says what it is about. */
export const shownPeriod = ({ period: { first, last, previous }, timezone }: Asked) => ({
  first, last, previousFirst: previous.first, previousLast: previous.last, timezone,
});
