import { search } from '@lastmile/contracts';
import { numberSql } from '../../core/numbers.ts';
import type { Routes } from '../../core/routes.ts';
import { searchPattern } from '../../core/search-text.ts';
import { Json, likePattern } from '../../core/sql.ts';
import { readableOwners } from '../leads/index.ts';

/** Of quotes with a number like that so many are looked at, newest first. */
const quoteReach = 1000;

/** What Ctrl K finds: leads, subscribers and quotes, those the caller may see, newest first. */
export function searchRoutes({ on }: Routes): void {
  on(search, async ({ rowsPlannedAnew, organizationId, actor }, { query: { q, limit = 8 } }) => {
    const pattern = searchPattern(q);
    const hits: string[] = [];
    if (actor.grants['leads:read']) {
      const leads = await rowsPlannedAnew<{ json: string }>(
        `select json_build_object('kind', 'lead', 'id', l.id, 'number', ${numberSql('lead', 'l.number')}, 'title', l.title,
            'detail', coalesce(l.location, l.city), 'phone', l.phone, 'status', l.status, 'aside', g.name)::text as json
           from search_leads($2, $3, $4) with ordinality f (id, place)
           join leads l on l.organization_id = $1 and l.id = f.id
           join stages g on g.organization_id = $1 and g.id = l.stage_id order by f.place`, [organizationId, pattern, readableOwners(actor), limit]);
      hits.push(...leads.map(({ json }) => json));
    }
    if (actor.grants['subscribers:read']) {
      const subscribers = await rowsPlannedAnew<{ json: string }>(
        `select json_build_object('kind', 'subscriber', 'id', s.id, 'number', ${numberSql('subscriber', 's.number')}, 'title', s.name,
            'detail', coalesce(s.location, s.city), 'phone', s.phone, 'status', null,
            'aside', (select p.offer_name from subscriptions p where p.organization_id = $1 and p.subscriber_id = s.id order by p.created_at desc limit 1))::text as json
           from search_subscribers($2, $3) with ordinality f (id, place)
           join subscribers s on s.organization_id = $1 and s.id = f.id order by f.place`, [organizationId, pattern, limit]);
      hits.push(...subscribers.map(({ json }) => json));
    }
    // By their number alone: the lead they are for is found by its name.
    if (actor.grants['quotes:read'] && /\d/.test(q)) {
      const quotes = await rowsPlannedAnew<{ json: string }>(
        `select json_build_object('kind', 'quote', 'id', o.id, 'number', o.number || case when o.revision > 1 then ' R' || o.revision else '' end, 'title', l.title,
            'detail', null, 'phone', null, 'status', null, 'aside', o.status)::text as json
           from quotes o join leads l on l.organization_id = $1 and l.id = o.lead_id
          where o.organization_id = $1 and o.id = any (array(select search_quotes($2, ${quoteReach}))) and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))
          order by o.created_at desc, o.id desc limit $4`, [organizationId, likePattern(q.trim().toLowerCase()), readableOwners(actor, 'quotes:read'), limit]);
      hits.push(...quotes.map(({ json }) => json));
    }
    return new Json(`{"data":[${hits.join(',')}]}`);
  });
}
