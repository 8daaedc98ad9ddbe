import Big from 'big.js';
import type { LeadChanges, NewLead } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber } from '../../core/numbers.ts';
import { parsePhone, requirePhone } from '../../core/phone.ts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';
import { searchText } from '../../core/search-text.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { followUpColumns } from './follow-up.ts';
import type { Lead } from './lead.entity.ts';

type Written = Partial<Lead>;

const moneyFields = ['agreedInstallationFee', 'agreedMonthlySubscription', 'estimatedValue'] as const;
const coordinates = ['latitude', 'longitude'] as const;

/**
 * What a person wrote, as the columns hold it: blanks become null, phones E.164, emails lower case, amounts two decimals. `undefined` stays
 * undefined, so that a change touches only what it names. Throws a 422 naming every field that cannot be so.
 */
export async function writtenFields(scope: Scope, input: LeadChanges | NewLead): Promise<Written> {
  const { country, timezone } = await organizationSettings(scope);
  const { followUpAt, phone, broughtInByContact, email, billingEmail, ...rest } = input as NewLead;
  const { pipelineId: _p, stageId: _s, ownerId: _o, externalRef: _e, tagIds: _t, ...plain } = rest;
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
  if (followUpAt !== undefined) Object.assign(written, followUpColumns(followUpAt, scope.actor.role ? scope.actor.timezone : timezone));
  await refuseUnknownReferences(scope, written);
  return written as Written;
}

/** References are looked up in the organization, so that another one's ids read like ids that do not exist. */
async function refuseUnknownReferences({ rows, organizationId }: Scope, { offerId, source }: Written): Promise<void> {
  if (!offerId && !source) return;
  const [known] = await rows<{ offer: boolean; source: boolean }>(
    `select exists (select 1 from offers where organization_id = $1 and id = $2) as offer,
            exists (select 1 from lead_sources where organization_id = $1 and code = $3 and is_active) as source`,
    [organizationId, offerId ?? null, source ?? null]);
  const problems: FieldProblem[] = [];
  if (offerId && !known!.offer) problems.push({ pointer: '/offerId', detail: 'There is no such package.' });
  if (source && !known!.source) problems.push({ pointer: '/source', detail: `There is no source “${source}” in use.` });
  if (problems.length > 0) throw new InvalidFields(problems);
}

type Derived = Pick<Lead, 'title' | 'value' | 'searchText' | 'uniquePhone'>;

/** What follows from the other columns; computed anew on every write, in this one place. */
export async function derivedFields(scope: Scope, lead: Lead): Promise<Derived> {
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
    searchText: searchText([
      lead.name, lead.contactName, lead.companyName, lead.email, lead.location, lead.city, lead.phone?.replace(/\D/g, ''), formatNumber('lead', lead.number),
    ]),
    uniquePhone: uniquePhoneAmongOpenLeads && lead.isOpen ? lead.phone : null,
  };
}

/** Monthly value: what was agreed, else the package's price, else the estimate. */
async function valueOf({ rows, organizationId }: Scope, lead: Lead): Promise<string> {
  if (lead.agreedMonthlySubscription) return lead.agreedMonthlySubscription;
  if (!lead.offerId) return lead.estimatedValue ?? '0.00';
  const [offer] = await rows<{ price: string }>(
    'select monthly_price::text as price from offers where organization_id = $1 and id = $2', [organizationId, lead.offerId]);
  return offer?.price ?? lead.estimatedValue ?? '0.00';
}

/** Lead fields that an organization can require, and the column that holds each. */
const requiredColumns: { [field: string]: keyof Lead } = {
  name: 'name', phone: 'phone', email: 'email', source: 'source', partner: 'partner', location: 'location', city: 'city', street: 'street',
  zipCode: 'zipCode', geo: 'latitude', score: 'score', billingEmail: 'billingEmail',
};

/**
 * D3: what else an organization asks for comes from its lead field settings. A change is asked only for what it touches (`named`): an older lead that
 * lacks a field which became required can still be worked on.
 */
export async function refuseMissingFields({ rows, organizationId, actor }: Scope, lead: Lead, named: Written | null = null): Promise<void> {
  if (!actor.role) return;
  const required = await rows<{ name: string; label: string }>(
    'select name, label from lead_fields where organization_id = $1 and is_required', [organizationId]);
  const missing = required.filter(({ name }) => {
    const column = requiredColumns[name];
    return column && lead[column] === null && (!named || column in named);
  });
  if (missing.length > 0) {
    throw new InvalidFields(missing.map(({ name, label }) => ({ pointer: `/${requiredColumns[name]!}`, detail: `${label} is required.` })));
  }
}
