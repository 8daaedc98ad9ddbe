import Big from 'big.js';
import { standardLeadField, type LeadChanges, type NewLead } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { formatNumber } from '../../../core/numbers.ts';
import { parsePhone, requirePhone } from '../../../core/phone.ts';
import { InvalidFields, type FieldProblem } from '../../../core/problems.ts';
import { searchText } from '../../../core/search-text.ts';
import { organizationSettings } from '../../../core/organization-settings.ts';
import { searchedValues, writtenCustomFields } from '../custom-fields/custom-fields.ts';
import type { CustomValues } from '../custom-fields/custom-value.ts';
import { followUpColumns, ownerTimezone } from '../follow-up.ts';
import type { Lead } from '../lead.entity.ts';
import { activeRules } from '../scoring/score-leads.ts';
import { catalogueOf } from './catalogue.ts';

type Written = Partial<Lead>;

const moneyFields = ['agreedInstallationFee', 'agreedMonthlySubscription', 'estimatedValue'] as const;
const coordinates = ['latitude', 'longitude'] as const;

/**
 * What a person wrote, as the columns hold it: blanks become null, phones E.164, emails lower case, amounts two decimals. `undefined` stays
 * undefined, so that a change touches only what it names; of the custom fields `held` the named ones are changed, and a date ends where `ownerId` is.
 * Throws a 422 naming every field that cannot be so.
 */
export async function writtenFields(
  scope: Scope, input: LeadChanges | NewLead, { ownerId, held = {} }: { ownerId: string | null; held?: CustomValues },
): Promise<Written> {
  const { country } = await organizationSettings(scope);
  const { followUpAt, phone, broughtInByContact, email, billingEmail, customFields, ...rest } = input as NewLead;
  const { pipelineId: _p, stageId: _s, ownerId: _o, externalRef: _e, tagIds: _t, lostReason: _l, ...plain } = rest;
  const written: { [field: string]: unknown } = {};
  for (const [field, value] of Object.entries(plain)) written[field] = typeof value === 'string' ? value.trim() || null : value;
  for (const field of moneyFields) {
    const amount = plain[field];
    if (amount) written[field] = new Big(amount).toFixed(2);
  }
  for (const field of coordinates) {
    const degrees = plain[field];
    if (typeof degrees === 'number') written[field] = degrees.toFixed(6);
  }
  if (phone !== undefined) written.phone = requirePhone(phone, country, '/phone');
  if (email !== undefined) written.email = email?.trim().toLowerCase() || null;
  if (billingEmail !== undefined) written.billingEmail = billingEmail?.trim().toLowerCase() || null;
  if (broughtInByContact !== undefined) {
    // S1-3.1-f: typed by hand and often “the guard at gate B”: a number is normalized, anything else kept.
    const typed = broughtInByContact?.trim();
    written.broughtInByContact = typed ? (parsePhone(typed, country) ?? typed) : null;
  }
  if (followUpAt !== undefined) Object.assign(written, followUpColumns(followUpAt, await ownerTimezone(scope, ownerId)));
  await refuseUnknownReferences(scope, written);
  if (written.score !== undefined) await refuseScoreByHand(scope);
  if (customFields !== undefined) written.customFields = await writtenCustomFields(scope, customFields, held);
  return written as Written;
}

/** Where rules score leads, whoever knows better says why (D24). */
async function refuseScoreByHand(scope: Scope): Promise<void> {
  if (await isScoredByRules(scope)) {
    throw new InvalidFields([{ pointer: '/score', detail: 'The score follows from the organization’s rules. Override it on the lead, with a reason.' }]);
  }
}

const isScoredByRules = async (scope: Scope): Promise<boolean> => catalogueOf(scope)?.isScoredByRules ?? await activeRules(scope) !== null;

/** References are looked up in the organization, so that another one's ids read like ids that do not exist. */
async function refuseUnknownReferences(scope: Scope, { offerId, source }: Written): Promise<void> {
  if (!offerId && !source) return;
  const catalogue = catalogueOf(scope);
  if (catalogue) return refuseUnknown({ offerId, source }, { offer: !offerId || catalogue.offers.has(offerId), source: !source || catalogue.sources.get(source)?.isActive === true });
  const [known] = await scope.rows<{ offer: boolean; source: boolean }>(
    `select exists (select 1 from offers where organization_id = $1 and id = $2) as offer,
            exists (select 1 from lead_sources where organization_id = $1 and code = $3 and is_active) as source`,
    [scope.organizationId, offerId ?? null, source ?? null]);
  refuseUnknown({ offerId, source }, known!);
}

function refuseUnknown({ offerId, source }: Written, known: { offer: boolean; source: boolean }): void {
  const problems: FieldProblem[] = [];
  if (offerId && !known.offer) problems.push({ pointer: '/offerId', detail: 'There is no such package.' });
  if (source && !known.source) problems.push({ pointer: '/source', detail: `There is no source “${source}” in use.` });
  if (problems.length > 0) throw new InvalidFields(problems);
}

type Derived = Pick<Lead, 'title' | 'value' | 'searchText' | 'uniquePhone'>;

/** What follows from the other columns; computed anew on every write, in this one place. */
export const derivedFields = async (scope: Scope, lead: Lead): Promise<Derived> => ({ ...await derivedBeforeNumber(scope, lead), searchText: await searchTextOf(scope, lead) });

/** The same of a lead that has no number yet, which takes part in its search text. */
export async function derivedBeforeNumber(scope: Scope, lead: Lead): Promise<Omit<Derived, 'searchText'>> {
  const { uniquePhoneAmongOpenLeads } = await organizationSettings(scope);
  const title = lead.name ?? lead.companyName ?? lead.contactName ?? lead.phone ?? lead.email;
  if (!title) {
    throw new InvalidFields(['/name', '/companyName', '/phone', '/email'].map((pointer) => ({
      pointer, detail: 'Give at least a name, a company, a phone number or an email address.',
    })).slice(0, 1));
  }
  return {
    title,
    value: await valueOf(scope, lead),
    uniquePhone: uniquePhoneAmongOpenLeads && lead.isOpen ? lead.phone : null,
  };
}

/** What a search for the lead compares with. */
export async function searchTextOf(scope: Scope, lead: Lead): Promise<string> {
  return searchText([
    lead.name, lead.contactName, lead.companyName, lead.email, lead.location, lead.city, lead.phone?.replace(/\D/g, ''), formatNumber('lead', lead.number),
    ...await searchedValues(scope, lead.customFields),
  ]);
}

/** Monthly value: what was agreed, else the package's price, else the estimate. */
async function valueOf(scope: Scope, lead: Lead): Promise<string> {
  if (lead.agreedMonthlySubscription) return lead.agreedMonthlySubscription;
  if (!lead.offerId) return lead.estimatedValue ?? '0.00';
  const known = catalogueOf(scope)?.offers.get(lead.offerId);
  if (known) return known.price;
  const [offer] = await scope.rows<{ price: string }>(
    'select monthly_price::text as price from offers where organization_id = $1 and id = $2', [scope.organizationId, lead.offerId]);
  return offer?.price ?? lead.estimatedValue ?? '0.00';
}

/** A field that has to be filled in, and where its value is: a column of the lead, or its own among the custom fields. */
interface RequiredField { name: string; label: string; isCustom: boolean }

/**
 * D3: what else an organization asks for comes from its lead field settings, as far as the field is shown for leads of this pipeline (D4). A change is
 * asked only for what it touches (`named`): an older lead that lacks a field which became required can still be worked on.
 */
export async function refuseMissingFields(scope: Scope, lead: Lead, named: LeadChanges | null = null): Promise<void> {
  if (!scope.actor.role) return;
  const required = catalogueOf(scope)?.requiredIn(lead.pipelineId) ?? await scope.rows<RequiredField>(
    `select name, label, is_custom as "isCustom" from lead_fields
      where organization_id = $1 and is_required and is_visible and (pipeline_ids = '{}' or $2 = any (pipeline_ids)) order by position, id`,
    [scope.organizationId, lead.pipelineId]);
  const empty = required.filter((field) => isMissing(lead, field) && (!named || isNamed(named, field)));
  // A score is nobody's to fill in where rules make it.
  const isMade = empty.some(({ name }) => name === 'score') && await isScoredByRules(scope);
  const missing = isMade ? empty.filter(({ name }) => name !== 'score') : empty;
  if (missing.length > 0) {
    throw new InvalidFields(missing.map((field) => ({ pointer: pointerOf(field), detail: `${field.label} is required.` })));
  }
}

/** A pin is two columns that go together. */
const propertyOf = (name: string) => (name === 'geo' ? 'latitude' : name) as keyof LeadChanges & keyof Lead;
const pointerOf = ({ name, isCustom }: RequiredField) => (isCustom ? `/customFields/${name}` : `/${propertyOf(name)}`);

function isMissing(lead: Lead, { name, isCustom }: RequiredField): boolean {
  if (isCustom) return lead.customFields[name] === undefined;
  return standardLeadField(name) !== undefined && lead[propertyOf(name)] === null;
}

function isNamed(changes: LeadChanges, { name, isCustom }: RequiredField): boolean {
  return isCustom ? Object.hasOwn(changes.customFields ?? {}, name) : changes[propertyOf(name)] !== undefined;
}
