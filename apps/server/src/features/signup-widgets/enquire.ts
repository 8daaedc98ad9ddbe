import type { NewLead, SignupAnswer } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { requirePhone } from '../../core/phone.ts';
import { InvalidFields } from '../../core/problems.ts';
import { keepCapture } from '../lead-captures/index.ts';
import { DuplicateLead, createLead } from '../leads/index.ts';
import type { StoredForm } from './signup-form.ts';

type Answer = Static<typeof SignupAnswer>;

/**
 * Makes a lead of what a prospect wrote. Where an open lead has the phone already, that one is told instead: the prospect gets the same
 * answer, and the salesperson sees on it that they asked again. Throws a 422 naming the field that cannot be so.
 */
export async function enquire(scope: Scope, form: StoredForm, answer: Answer): Promise<void> {
  refuseUnusableOffer(form, answer);
  const { name, phone, email = null, city = null, location = null, offerId = null } = answer;
  const written = { name, phone, email, city, location, offerId, source: form.source };
  const known = await makeLead(scope, { ...written, ...form.place, ...(form.ownerId ? { ownerId: form.ownerId } : {}) });
  if (!known) return;
  const offer = form.view.offers.find(({ id }) => id === offerId?.toLowerCase());
  const data = { ...(offer ? { package: offer.name } : {}), ...(location ? { location } : {}), ...(city ? { city } : {}) };
  const { country } = await organizationSettings(scope);
  const who = { company: null, name: name.trim(), phone: requirePhone(phone, country, '/phone'), email: email?.trim().toLowerCase() || null };
  await keepCapture(scope, known, { source: form.source, ...who, data }, { joined: true });
  await scope.record('lead.enquired_again', { type: 'lead', id: known }, written);
}

/** Returns the open lead that has the phone, or null once a new one is made. */
async function makeLead(scope: Scope, lead: NewLead, attempts = 3): Promise<string | null> {
  try {
    await createLead(scope, lead);
    return null;
  } catch (error) {
    // A lead is refused as a duplicate before anything of it is written, so the transaction can go on.
    if (!(error instanceof DuplicateLead)) throw error;
    if (error.lead) return error.lead.id;
    // The one in the way was closed or deleted at this very moment.
    if (attempts === 1) throw error;
    return makeLead(scope, lead, attempts - 1);
  }
}

function refuseUnusableOffer({ view: { offers, offerRequired } }: StoredForm, { offerId }: Answer): void {
  if (offerRequired && !offerId) throw new InvalidFields([{ pointer: '/offerId', detail: 'Choose a package.' }]);
  if (offerId && !offers.some(({ id }) => id === offerId.toLowerCase())) {
    throw new InvalidFields([{ pointer: '/offerId', detail: 'This package is not on offer any more. Choose another one.' }]);
  }
}
