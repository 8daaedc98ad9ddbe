import type { Scope } from '../../core/in-org.ts';
import { searchText } from '../../core/search-text.ts';
import { eraseConversionOf } from '../conversions/index.ts';
import { LeadConverting, callOffSteps, countChange, lockLead, type Lead } from '../leads/index.ts';
import { forgetMerges, mergedInto } from '../merges/index.ts';
import { eraseMessagesOf } from '../messages/index.ts';
import { eraseQuotesOf } from '../quotes/index.ts';

/** What an erased lead is called from then on. */
const erasedName = 'Erased lead';

/**
 * Privacy: takes out of a lead whatever says who it was or what was said, and keeps the figures: stages and their times, value, source, owner, outcomes.
 * What was merged into it is the same person, and comes back no more. A converted lead too; its subscriber is a record of its own. Nothing happens to one that is erased already.
 */
export async function eraseLead(scope: Scope, id: string): Promise<void> {
  const lead = await lockLead(scope, id, 'leads:erase');
  if (lead.converting) throw new LeadConverting(lead.label);
  await callOffSteps(scope, id);
  for (const one of [...await mergedInto(scope, id), lead]) await erase(scope, one);
  await forgetMerges(scope, id);
}

async function erase(scope: Scope, lead: Lead): Promise<void> {
  const { rows, organizationId, now } = scope;
  const { id } = lead;
  await rows(
    `update leads set name = $3, title = $3, search_text = $4, contact_name = null, company_name = null, job_title = null, phone = null, unique_phone = null,
            email = null, billing_email = null, location = null, street = null, unit_number = null, zip_code = null, property_address = null, latitude = null,
            longitude = null, brought_in_by = null, brought_in_by_contact = null, how_found_us = null, interest_reason = null, lost_reason = null, notes = null,
            do_not_contact = case when do_not_contact is not null then 'Erased' end,
            follow_up_at = null, follow_up_on = null, follow_up_note = null, next_activity_id = null, custom_fields = '{}', data = '{}', external_source = null,
            external_reference = null, erased_at = coalesce(erased_at, $5), updated_at = $5, version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, id, erasedName, searchText([erasedName, lead.label]), now]);
  // One that was merged away counts nowhere.
  if (!lead.deletedAt) countChange(scope, lead, { ...lead, lostReason: null });
  await rows(
    `update activities set subject = null, body = null, search_text = '', updated_at = $3, version = version + 1 where organization_id = $1 and lead_id = $2`,
    [organizationId, id, now]);
  await rows(
    `update lead_captures set company = null, name = null, phone = null, email = null, data = '{}', external_source = null, external_reference = null
      where organization_id = $1 and lead_id = $2`, [organizationId, id]);
  await rows('update lead_scores set override_reason = null where organization_id = $1 and lead_id = $2', [organizationId, id]);
  await eraseConversionOf(scope, id);
  await eraseQuotesOf(scope, id);
  await eraseMessagesOf(scope, id);
  await rows('select erase_lead_events($1)', [id]);
  // Files are what people say and show of themselves: their rows go now, what they have in the store follows the event.
  await rows('delete from files where organization_id = $1 and lead_id = $2', [organizationId, id]);
  await scope.record('lead.erased', { type: 'lead', id }, {});
}
