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
  /**
   * The filters that list on what something hangs: `key` of it, on which days, and whose it is, of the people that were asked for where nobody is named. The
   * lead itself may be another's by now. Null where these are more than a filter takes.
   */
  linkTo(filter: 'leftStage' | 'followedUp', key: string, span: Span, userId?: string): Link | null;
  /** Days of the organization as a filter by day: for who is elsewhere, as the instants at which they begin and end. */
  days(span: Span): string;
}

export interface Asked extends Subject { period: Period }

export async function subjectOf(scope: Scope, { pipelineId, teamId, ownerId }: Whose): Promise<Subject> {
  const { timezone } = await organizationSettings(scope);
  const whose: Link = { ...(pipelineId ? { pipelineId } : {}), ...(teamId ? { teamId } : {}), ...(ownerId ? { ownerId } : {}) };
  const owners = await ownersAsked(scope, whose);
  const days = ({ first, last }: Span) => {
    if (scope.actor.timezone === timezone) return `${first}..${last}`;
    const { from, before } = instantsOf({ first, last }, timezone);
    return `${from!.toISOString()}..${before!.toISOString()}`;
  };
  return {
    owners,
    pipelineId: pipelineId ?? null,
    timezone,
    link: (more) => ({ ...whose, ...more }),
    linkTo(filter, key, span, userId) {
      const people = userId ? [userId] : owners;
      if (people && (people.length === 0 || people.length > mostPeople)) return null;
      return { ...(pipelineId ? { pipelineId } : {}), [filter]: [key, days(span), ...(people ? [people.join(',')] : [])].join(';') };
    },
    days,
  };
}

/** So many a filter takes. */
const mostPeople = 50;

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
