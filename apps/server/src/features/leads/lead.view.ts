import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { Json, instant } from '../../core/sql.ts';
import { dueSql } from './follow-up.ts';
import { readableOwners, writableOwners } from './lead.policy.ts';
import { missingLead } from './missing-lead.ts';

/** A lead's tags in the organization's order, as JSON in SQL. */
const tagsSql = (lead: string): string => `
  (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'color', t.color) order by t.position, t.id), '[]')
     from lead_tags x join tags t on t.organization_id = $1 and t.id = x.tag_id where x.organization_id = $1 and x.lead_id = ${lead})`;

/**
 * A lead as a card shows it, as columns in SQL. `l` is the lead; `now` is the place of a parameter. Package, owner and conversion are
 * looked up for the page's rows only, and a conversion only where there is one: while a table is small the planner reads it whole for each row.
 */
export const cardColumns = (now: string): string => `
  l.id, ${numberSql('lead', 'l.number')} as number, l.title, l.phone,
  (select o.name from offers o where o.organization_id = $1 and o.id = l.offer_id) as "offerName",
  coalesce(l.location, l.city) as place, l.source, l.brought_in_by as "broughtInBy", l.pipeline_id as "pipelineId", l.stage_id as "stageId",
  l.status, ${instant('l.stage_entered_at')} as "stageEnteredAt", l.owner_id as "ownerId",
  (select u.name from users u where u.organization_id = $1 and u.id = l.owner_id) as "ownerName",
  l.value::text, l.score, l.score_overridden as "scoreOverridden", ${tagsSql('l.id')} as tags, ${dueSql('l', now)} as "followUp", l.do_not_contact is not null as "doNotContact", ${instant('l.converted_at')} as "convertedAt",
  case when l.conversion_id is not null then (select c.state from conversions c where c.organization_id = $1 and c.id = l.conversion_id) end as "conversionState",
  ${instant('l.created_at')} as "createdAt", l.version`;

const leadColumns = `
  l.id, ${numberSql('lead', 'l.number')} as number, l.title, l.name, l.contact_name as "contactName", l.company_name as "companyName",
  l.job_title as "jobTitle", l.phone, l.email, l.billing_email as "billingEmail", l.location, l.street, l.unit_number as "unitNumber", l.city,
  l.zip_code as "zipCode", l.property_address as "propertyAddress", l.latitude::float8, l.longitude::float8,
  l.source, s.name as "sourceName", l.partner, l.brought_in_by as "broughtInBy", l.brought_in_by_contact as "broughtInByContact",
  l.how_found_us as "howFoundUs", l.offer_id as "offerId", o.name as "offerName", l.service_type as "serviceType", l.current_isp as "currentIsp",
  l.interest_reason as "interestReason", l.agreed_installation_fee::text as "agreedInstallationFee",
  l.agreed_monthly_subscription::text as "agreedMonthlySubscription",
  case when l.agreed_installation_fee is not null or l.agreed_monthly_subscription is not null
    then (coalesce(l.agreed_installation_fee, 0) + coalesce(l.agreed_monthly_subscription, 0))::text end as "totalAmount",
  l.has_router as "hasRouter", l.router_type as "routerType", l.estimated_value::text as "estimatedValue", l.value::text,
  l.total_revenue::text as "totalRevenue", l.total_jobs_referred as "totalJobsReferred", l.priority, l.rating, l.urgency, l.score, l.score_overridden as "scoreOverridden", l.probability,
  coalesce(l.follow_up_on::text, ${instant('l.follow_up_at')}) as "followUpAt", l.follow_up_note as "followUpNote", l.notes, l.do_not_contact as "doNotContact",
  case when l.external_reference is not null then json_build_object('source', l.external_source, 'reference', l.external_reference) end as "externalRef",
  ${tagsSql('l.id')} as tags, l.custom_fields as "customFields", l.data, l.pipeline_id as "pipelineId", l.stage_id as "stageId", g.name as "stageName", l.status,
  ${instant('l.stage_entered_at')} as "stageEnteredAt", l.lost_reason as "lostReason", l.owner_id as "ownerId", u.name as "ownerName",
  ${instant('l.assigned_at')} as "assignedAt", ${instant('l.first_action_at')} as "firstActionAt", ${instant('l.last_activity_at')} as "lastActivityAt",
  ${dueSql('l', '$3')} as "followUp", l.account_id as "accountId", l.contact_id as "contactId", l.conversion_id as "conversionId",
  c.state as "conversionState", case when c.state in ('failed', 'cancelled') then c.problem end as "conversionProblem",
  ${instant('l.converted_at')} as "convertedAt", ${instant('l.erased_at')} as "erasedAt", l.subscriber_id as "subscriberId", c.router_user_id as "routerUserId",
  ${instant('l.created_at')} as "createdAt", l.created_by_id as "createdById", ${instant('l.updated_at')} as "updatedAt", l.version,
  json_build_object(
    'edit', f.free and ($5::uuid[] is null or l.owner_key = any ($5)),
    'move', f.free and ($6::uuid[] is null or l.owner_key = any ($6)),
    'claim', f.free and l.owner_id is null and l.status in ('new', 'in_progress', 'dormant') and $7::boolean,
    'assign', f.free and ($8::uuid[] is null or l.owner_key = any ($8)),
    'convert', f.free and l.subscriber_id is null and l.status <> 'lost' and ($9::uuid[] is null or l.owner_key = any ($9)),
    'delete', l.converted_at is null and ($10::uuid[] is null or l.owner_key = any ($10)),
    'reopen', l.converted_at is not null and ($11::uuid[] is null or l.owner_key = any ($11)),
    'erase', c.state is distinct from 'running' and ($12::uuid[] is null or l.owner_key = any ($12)),
    'stopContact', $5::uuid[] is null or l.owner_key = any ($5),
    'allowContact', $13::uuid[] is null or l.owner_key = any ($13)) as can`;

const leadSql = `
  select x.version, row_to_json(x)::text as json from (
    select ${leadColumns}
      from leads l
      join stages g on g.organization_id = $1 and g.id = l.stage_id
      join lead_sources s on s.organization_id = $1 and s.code = l.source
      left join offers o on o.organization_id = $1 and o.id = l.offer_id
      left join users u on u.organization_id = $1 and u.id = l.owner_id
      left join conversions c on c.organization_id = $1 and c.id = l.conversion_id
      cross join lateral (select l.converted_at is null and c.state is distinct from 'running' as free) f
     where l.organization_id = $1 and l.id = $2 and l.deleted_at is null and ($4::uuid[] is null or l.owner_key = any ($4))
  ) x`;

/**
 * One lead as the contract shows it, JSON made by the database. Throws what {@link missingLead} says for one the actor may not see, unless they have
 * `justMade` it: a program may make leads that its pipeline gives to somebody else.
 */
export async function leadView(scope: Scope, id: string, { justMade = false } = {}): Promise<Json> {
  const { rows, organizationId, actor, now } = scope;
  const [lead] = await rows<{ version: number; json: string }>(leadSql, [
    organizationId, id, now, justMade ? null : readableOwners(actor),
    writableOwners(actor, 'leads:write'), writableOwners(actor, 'leads:move'), Boolean(actor.grants['leads:claim']),
    writableOwners(actor, 'leads:assign'), writableOwners(actor, 'conversions:write'), writableOwners(actor, 'leads:delete'),
    writableOwners(actor, 'leads:reopen'), writableOwners(actor, 'leads:erase'), writableOwners(actor, 'leads:allow-contact'),
  ]);
  if (!lead) throw await missingLead(scope, id);
  return new Json(lead.json, lead.version);
}
