import type { CapturedLead, LeadChanges, NewLeadCapture } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { DuplicateLead, Lead, amendLead, createLead, findOpenLeadByPhone, writtenFields } from '../leads/index.ts';
import { findByReference, leadToJoin, lockIfThere, waitForSameKeys } from './capture-match.ts';
import { worthByCaptures, worthOf } from './capture-worth.ts';
import type { Capture, Worth } from './capture.ts';
import { keepCapture } from './keep-capture.ts';

/**
 * S3-bl-a, S3-bl-b: what somebody did elsewhere makes a lead, or joins the one that it belongs to (D23). Safe at any number at once. Throws a 422 naming
 * what cannot be so, also where nobody is named at all.
 */
export async function captureLead(scope: Scope, input: NewLeadCapture): Promise<CapturedLead & { isNew: boolean }> {
  const { company, estimatedValue = null, data = {}, externalRef, ...person } = input;
  const { source, companyName, name, phone, email } = await writtenFields(scope, { ...person, companyName: company ?? null }, { ownerId: null });
  const capture: Capture = {
    source: source!, company: companyName ?? null, name: name ?? null, phone: phone ?? null, email: email ?? null, data, externalRef,
  };
  await waitForSameKeys(scope, capture);
  const before = await findByReference(scope, capture);
  if (before) return { ...before, isNew: false };

  const worth = await worthOf(scope, capture, estimatedValue);
  const known = await leadToJoin(scope, capture);
  if (known) return { ...await join(scope, known, capture, worth), isNew: false };
  const made = await makeLead(scope, capture, worth);
  if (made instanceof Lead) return { ...await join(scope, made, capture, worth), isNew: false };
  const captureId = await keepCapture(scope, made.id, capture, { joined: false, worth });
  await noteLatest(scope, made.id, capture, { captureId, joined: false, worth });
  return { leadId: made.id, captureId, joined: false, isNew: true };
}

/** Makes the lead, or gives the open one that has the phone already and so is the only one that can have it (D3), however old it is. */
async function makeLead(scope: Scope, capture: Capture, worth: Worth, attempts = 3): Promise<{ id: string } | Lead> {
  const { source, company: companyName, name, phone, email } = capture;
  try {
    return await createLead(scope, {
      source, companyName, name, phone, email, estimatedValue: worth.amount, ...urgencyOf(scope, capture, null),
    }, { byMachine: true });
  } catch (error) {
    // A lead is refused as a duplicate before anything of it is written, so the transaction can go on.
    if (!(error instanceof DuplicateLead) || attempts === 1) throw error;
    const lead = error.lead && await lockIfThere(scope, error.lead.id);
    // The one in the way was closed or deleted at this very moment.
    return lead ?? makeLead(scope, capture, worth, attempts - 1);
  }
}

async function join(scope: Scope, lead: Lead, capture: Capture, worth: Worth): Promise<CapturedLead> {
  const estimateBefore = await worthByCaptures(scope, lead.id);
  const captureId = await keepCapture(scope, lead.id, capture, { joined: true, worth });
  // What a person wrote stays; an estimate that came from captures follows them.
  const follows = lead.estimatedValue === null || lead.estimatedValue === estimateBefore;
  if (!lead.converting) {
    await amendLead(scope, lead, {
      ...await whatWasMissing(scope, lead, capture),
      ...(follows ? { estimatedValue: await worthByCaptures(scope, lead.id) } : {}),
      ...urgencyOf(scope, capture, lead),
    });
  }
  await noteLatest(scope, lead.id, capture, { captureId, joined: true, worth });
  return { leadId: lead.id, captureId, joined: true };
}

/** Who it is, as far as the lead did not know yet. A phone that another open lead has stays with the capture alone. */
async function whatWasMissing(scope: Scope, lead: Lead, { company, name, phone, email }: Capture): Promise<LeadChanges> {
  const isFree = !lead.phone && phone ? !await findOpenLeadByPhone(scope, phone, lead.id) : false;
  return {
    ...(lead.companyName ? {} : { companyName: company }),
    ...(lead.name ? {} : { name }),
    ...(lead.email ? {} : { email }),
    ...(isFree ? { phone } : {}),
  };
}

/** S3-src-b: who began an order and did not finish it is worth most, and is talked to at once. */
function urgencyOf({ now }: Scope, { source }: Capture, lead: Lead | null): LeadChanges {
  if (source !== 'order_attempt') return {};
  const isDue = lead?.followUpAt && lead.followUpAt <= now;
  return {
    priority: lead?.priority === 'urgent' ? 'urgent' : 'high',
    ...(isDue ? {} : { followUpAt: now.toISOString(), followUpNote: 'Did not finish an order: get in touch' }),
  };
}

/** The lead carries the newest capture's data (S3-db-a); all of them are below it. */
async function noteLatest(
  scope: Scope, leadId: string, { source, data }: Capture, { captureId, joined, worth }: { captureId: string; joined: boolean; worth: Worth },
): Promise<void> {
  await scope.rows('update leads set data = $3 where organization_id = $1 and id = $2', [scope.organizationId, leadId, JSON.stringify(data)]);
  await scope.record('lead.captured', { type: 'lead', id: leadId }, { captureId, source, joined, estimatedValue: worth.amount });
}
