import { newId, nobody } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { followUpFactsSql, isFollowedUpSql, leadFactsSql, noteFactsSql, stayFactsSql, zoneSql } from './lead-facts.ts';

/** Counts the figures of an organization anew, and every night those of all. */
export const recountJob = 'recount_figures';

/** Folds what was noted into days and months. One at a time per organization. Returns whether there may be more. */
export async function foldLeadFigures({ rows, organizationId }: Scope): Promise<boolean> {
  const [lock] = await rows<{ got: boolean }>("select pg_try_advisory_xact_lock(hashtextextended('lead_figures/' || $1, 0)) as got", [organizationId]);
  if (!lock!.got) return false;
  const [folded] = await rows<{ taken: number }>(
    `with taken as (
       -- Up to the last of them as a range of the key: given as a list, it was joined row by row where nothing was known of the table yet.
       delete from lead_figure_deltas where organization_id = $1 and (batch_id, place) <= (
         select batch_id, place from (
           select batch_id, place from lead_figure_deltas where organization_id = $1 order by batch_id, place limit 20000) next
          order by batch_id desc, place desc limit 1)
       returning measure, key, day, pipeline_id, owner_key, leads, won, value, replied, seconds
     ), sums as (
       select t.measure, g.grain, g.day, t.pipeline_id, t.owner_key, t.key, sum(t.leads) as leads, sum(t.won) as won, sum(t.value) as value,
              sum(t.replied) as replied, sum(t.seconds) as seconds
         from taken t cross join lateral (values ('day', t.day), ('month', date_trunc('month', t.day::timestamp)::date)) g (grain, day)
        group by 1, 2, 3, 4, 5, 6
     ), kept as (
       insert into lead_figures (organization_id, measure, grain, day, pipeline_id, owner_key, key, leads, won, value, replied, seconds)
       select $1, s.* from sums s
       on conflict (organization_id, measure, grain, day, pipeline_id, owner_key, key) do update
         set leads = lead_figures.leads + excluded.leads, won = lead_figures.won + excluded.won, value = lead_figures.value + excluded.value,
             replied = lead_figures.replied + excluded.replied, seconds = lead_figures.seconds + excluded.seconds
     )
     select count(*)::int as taken from taken`, [organizationId]);
  return folded!.taken === 20000;
}

/** Every fact there is, counted from the leads themselves. */
const countedSql = `
  select 1 as sign, l.pipeline_id, l.owner_key, f.* from leads l, ${leadFactsSql} f where l.organization_id = $1 and l.deleted_at is null
  union all
  select 1, s.pipeline_id, s.owner_key, ${stayFactsSql} from lead_stage_stays s
    join leads l on l.organization_id = $1 and l.id = s.lead_id and l.deleted_at is null where s.organization_id = $1
  union all
  select 1, l.pipeline_id, coalesce(a.done_by_id, '${nobody}'), ${followUpFactsSql} from activities a
    join leads l on l.organization_id = $1 and l.id = a.lead_id and l.deleted_at is null where a.organization_id = $1 and ${isFollowedUpSql}`;

/** What is kept, the other way round; its days are put back to noon where the organization is, so that they fall on themselves. */
const keptSql = `
  select -1, k.pipeline_id, k.owner_key, k.measure, k.key, ((k.day + time '12:00') at time zone ${zoneSql}), k.leads, k.won, k.value, k.replied, k.seconds from (
    select f.pipeline_id, f.owner_key, f.measure, f.key, f.day, f.leads, f.won, f.value, f.replied, f.seconds
      from lead_figures f where f.organization_id = $1 and f.grain = 'day'
    union all
    select d.pipeline_id, d.owner_key, d.measure, d.key, d.day, d.leads, d.won, d.value, d.replied, d.seconds
      from lead_figure_deltas d where d.organization_id = $1) k`;

/**
 * Counts every figure anew and notes what differs, so that what went astray is right again, and the days are the organization's after its time zone changed.
 * One statement sees one moment: leads and figures as they stood then, so work goes on beside it and is not counted twice. Returns how many figures differed.
 */
export async function recountFigures(scope: Scope): Promise<number> {
  const { rows, rowsPlannedAnew, organizationId } = scope;
  const differing = await rowsPlannedAnew(`${noteFactsSql(`${countedSql} union all ${keptSql}`)} returning 1`, [organizationId, newId()]);
  while (await foldLeadFigures(scope));
  // Months are days added up.
  const months = await rows(
    `with days as (
       select f.measure, date_trunc('month', f.day::timestamp)::date as day, f.pipeline_id, f.owner_key, f.key, sum(f.leads) as leads, sum(f.won) as won,
              sum(f.value) as value, sum(f.replied) as replied, sum(f.seconds) as seconds
         from lead_figures f where f.organization_id = $1 and f.grain = 'day' group by 1, 2, 3, 4, 5
     )
     update lead_figures m set leads = d.leads, won = d.won, value = d.value, replied = d.replied, seconds = d.seconds from days d
      where m.organization_id = $1 and m.grain = 'month' and m.measure = d.measure and m.day = d.day and m.pipeline_id = d.pipeline_id
        and m.owner_key = d.owner_key and m.key = d.key and (m.leads, m.won, m.value, m.replied, m.seconds) <> (d.leads, d.won, d.value, d.replied, d.seconds)
      returning 1`, [organizationId]);
  await rows(
    'delete from lead_figures where organization_id = $1 and leads = 0 and won = 0 and value = 0 and replied = 0 and seconds = 0', [organizationId]);
  return differing.length + months.length;
}
