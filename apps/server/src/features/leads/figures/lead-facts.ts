import { nobody } from '../../../core/ids.ts';
import type { Lead } from '../lead.entity.ts';

/**
 * What a lead adds to the figures. A figure is never noted as "one more": it is what the leads that are there say today, added up. So a lead that goes to
 * somebody else takes its figures along, one that is deleted takes them away, and what stands behind a figure can be listed.
 *
 * Each measure has a moment, by which it falls on a day of the organization, and a key, by which it is broken down:
 *
 * | measure    | at             | key            | leads | won            | value        | replied       | seconds               |
 * |------------|----------------|----------------|-------|----------------|--------------|---------------|-----------------------|
 * | created    | came in        | source         | 1     | 1 if won today | if won today | 1 if worked on| until the first action|
 * | reached    | came in        | furthest stage | 1     |                |              |               |                       |
 * | competitor | came in        | current ISP    | 1     | 1 if won today | if won today |               |                       |
 * | won        | won            | source         | 1     | 1              | its value    |               | since it came in      |
 * | lost       | lost           | reason         | 1     |                | its value    |               |                       |
 * | stay       | left the stage | stage          | 1     |                |              |               | in the stage          |
 * | follow_up  | done           | on_time, late  | 1     |                |              |               | after it was due      |
 */
export type Measure = 'created' | 'reached' | 'competitor' | 'won' | 'lost' | 'stay' | 'follow_up';

/** What the figures of a lead follow from: its own columns. */
export type FiguredLead = { status: string } & Pick<Lead,
  'pipelineId' | 'ownerId' | 'source' | 'value' | 'createdAt' | 'firstActionAt' | 'wonAt' | 'lostAt' | 'lostReason' | 'currentIsp' | 'furthestStageId'>;

/** The same columns of `l`, a lead in SQL, as {@link FiguredLead} has them. */
export const figuredColumns = `l.pipeline_id as "pipelineId", l.owner_id as "ownerId", l.source, l.status, l.value::text, l.created_at as "createdAt",
  l.first_action_at as "firstActionAt", l.won_at as "wonAt", l.lost_at as "lostAt", l.lost_reason as "lostReason", l.current_isp as "currentIsp",
  l.furthest_stage_id as "furthestStageId"`;

/** A lead's columns as a JSON record in SQL, where a change brings them. */
export const recordColumns = `sign int, pipeline_id uuid, owner_key uuid, source text, status text, value numeric, created_at timestamptz,
  first_action_at timestamptz, won_at timestamptz, lost_at timestamptz, lost_reason text, current_isp text, furthest_stage_id uuid`;

/** A lead as such a record without its sign. What it is worth adds to no figure before it is won or lost. */
export const recordOf = ({ pipelineId, ownerId, source, status, value, createdAt, firstActionAt, wonAt, lostAt, lostReason, currentIsp, furthestStageId }: FiguredLead): object => ({
  pipeline_id: pipelineId, owner_key: ownerId ?? nobody, source, status, value: status === 'won' || wonAt || lostAt ? value : 0, created_at: createdAt,
  first_action_at: firstActionAt, won_at: wonAt, lost_at: lostAt, lost_reason: lostReason, current_isp: currentIsp, furthest_stage_id: furthestStageId,
});

/** Whole seconds from one moment to another, never negative, in SQL. */
const secondsSql = (from: string, to: string): string => `greatest(floor(extract(epoch from ${to} - ${from})), 0)::bigint`;

/** The facts of `l`, a lead with the columns above, as a lateral in SQL. The one definition: a change and the recount both use it. */
export const leadFactsSql = `lateral (
  select f.measure, f.key, f.at, f.leads, f.won, f.value, f.replied, f.seconds from (values
    ('created', l.source, l.created_at, 1, (l.status = 'won')::int, case when l.status = 'won' then l.value else 0 end,
      (l.first_action_at is not null)::int, coalesce(${secondsSql('l.created_at', 'l.first_action_at')}, 0)),
    ('reached', l.furthest_stage_id::text, l.created_at, 1, 0, 0, 0, 0),
    ('competitor', l.current_isp, l.created_at, 1, (l.status = 'won')::int, case when l.status = 'won' then l.value else 0 end, 0, 0),
    ('won', l.source, l.won_at, 1, 1, l.value, 0, ${secondsSql('l.created_at', 'l.won_at')}),
    ('lost', coalesce(l.lost_reason, ''), l.lost_at, 1, 0, l.value, 0, 0)
  ) f (measure, key, at, leads, won, value, replied, seconds) where f.at is not null and f.key is not null)`;

/** The facts of `s`, a stay that ended. */
export const stayFactsSql = `'stay' as measure, s.stage_id::text as key, s.left_at as at, 1 as leads, 0 as won, 0 as value, 0 as replied,
  ${secondsSql('s.entered_at', 's.left_at')} as seconds`;

/** The facts of `a`, an activity that was planned for a time and is done; `isFollowedUpSql` says whether it is one. */
export const followUpFactsSql = `'follow_up' as measure, case when a.done_at <= a.due_at then 'on_time' else 'late' end as key, a.done_at as at, 1 as leads, 0 as won,
  0 as value, 0 as replied, ${secondsSql('a.due_at', 'a.done_at')} as seconds`;
export const isFollowedUpSql = "a.status = 'done' and a.due_at is not null and a.deleted_at is null";

/** Where the days of figures begin: the organization's time zone, so that everybody sees the same figure. */
export const zoneSql = '(select z.timezone from organization_settings z where z.organization_id = $1)';

const sums = ['leads', 'won', 'value', 'replied', 'seconds'];

/** Notes signed facts, which `facts` selects as sign, pipeline_id, owner_key, measure, key, at and the sums: what cancels out is not noted. `$2` is the batch. */
export const noteFactsSql = (facts: string): string => `
  insert into lead_figure_deltas (organization_id, batch_id, place, measure, key, day, pipeline_id, owner_key, ${sums.join(', ')})
  select $1, $2, row_number() over (), d.* from (
    select f.measure, f.key, (f.at at time zone ${zoneSql})::date as day, f.pipeline_id, f.owner_key, ${sums.map((sum) => `sum(f.sign * f.${sum}) as ${sum}`).join(', ')}
      from (${facts}) f group by 1, 2, 3, 4, 5 having ${sums.map((sum) => `sum(f.sign * f.${sum}) <> 0`).join(' or ')}
  ) d`;
