import type { ReactNode } from 'react';
import { standardLeadField, type Lead, type LeadField, type StandardLeadFieldName } from '@lastmile/contracts';
import { pointInWords, type Point } from '../../../lib/point.ts';
import { directionsLink } from '../../../lib/reach.ts';
import { Anchor, Avatar, Money, Phone, When } from '../../../ui/index.ts';
import styles from './lead-facts.module.css';

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Where a lead is, in one line: the property, else the address, else the area. */
export function addressOf(lead: Lead): string | null {
  const parts = [lead.unitNumber, lead.street, lead.location, lead.city].filter(Boolean);
  return lead.propertyAddress ?? (parts.length > 0 ? parts.join(', ') : null);
}

/** What stands elsewhere on the page: in its head, on a card of its own, below the facts. */
const elsewhere = new Set(['name', 'followUpAt', 'followUpNote', 'notes', 'createdAt', 'score']);
/** Parts of the one line that says where it is. */
const partsOfPlace = new Set(['unitNumber', 'street', 'city', 'propertyAddress', 'geo']);

/**
 * What is known of a lead, as far as the organization's list shows it for this pipeline: main fields first, each in the list's order; then what is
 * known of every lead.
 */
export function listedFacts(lead: Lead, fields: readonly LeadField[]): Fact[] {
  const shown = fields.filter(({ isVisible, pipelineIds }) => isVisible && (pipelineIds.length === 0 || pipelineIds.includes(lead.pipelineId)));
  const hasPlace = shown.some(({ name }) => name === 'location');
  const facts = [...shown.filter(({ category }) => category === 'main'), ...shown.filter(({ category }) => category !== 'main')]
    .filter(({ name }) => !elsewhere.has(name) && !(hasPlace && partsOfPlace.has(name)))
    .map((field): Fact => ({ label: field.label, value: field.isCustom ? ownValue(field, lead) : standardValue(field.name, lead) }));
  const created = fields.find(({ name }) => name === 'createdAt');
  return [
    ...facts,
    ...(fields.some(({ name }) => name === 'offerId') ? [] : [{ label: 'Package', value: lead.offerName }]),
    { label: 'Owner', value: lead.ownerName ? <Person name={lead.ownerName} id={lead.ownerId} /> : 'Nobody yet' },
    { label: 'Lost because', value: lead.lostReason },
    ...(created && !created.isVisible ? [] : [{ label: created?.label ?? 'Created', value: <When at={lead.createdAt} /> }]),
  ];
}

/** What the list does not have, as far as it was filled in. */
export function furtherFacts(lead: Lead, fields: readonly LeadField[]): Fact[] {
  const listed = new Set(fields.map(({ name }) => name));
  const hasPlace = fields.some(({ name, isVisible }) => name === 'location' && isVisible);
  const facts = further
    .filter(([name]) => !listed.has(name) && !(hasPlace && partsOfPlace.has(name)))
    .map(([name, label]): Fact => ({ label, value: standardValue(name, lead) }));
  const reference = { label: 'Reference', value: lead.externalRef && `${lead.externalRef.source} · ${lead.externalRef.reference}` };
  return [...facts, reference].filter(({ value }) => value !== null && value !== undefined && value !== '');
}

/** In the room of a rail the words are shorter than on the form. */
const further: readonly (readonly [name: StandardLeadFieldName, label: string])[] = [
  ['contactName', 'Contact'], ['companyName', 'Company'], ['jobTitle', 'Job title'], ['phone', 'Phone'], ['email', 'Email'],
  ['billingEmail', 'Billing email'], ['source', 'Source'], ['location', 'Place'], ['unitNumber', 'Unit'], ['street', 'Street'], ['city', 'City'],
  ['zipCode', 'Postcode'], ['propertyAddress', 'Property'], ['geo', 'Pin'], ['agreedInstallationFee', 'Installation'],
  ['agreedMonthlySubscription', 'Agreed price'], ['estimatedValue', 'Estimate'], ['serviceType', 'Service type'], ['currentIsp', 'Provider now'],
  ['interestReason', 'Interested as'], ['hasRouter', 'Own router'], ['broughtInBy', 'Brought by'], ['broughtInByContact', 'Their phone'],
  ['howFoundUs', 'Found us'], ['partner', 'Partner'], ['priority', 'Priority'], ['rating', 'Rating'], ['urgency', 'Urgency'],
  ['probability', 'Probability'], ['totalJobsReferred', 'Jobs referred'],
];

/** What a lead holds in a field of its own, as people read it. */
function standardValue(name: string, lead: Lead): ReactNode {
  switch (name) {
    case 'phone': return lead.phone && <Phone number={lead.phone} link />;
    // S1-3.1-f: often “the guard at gate B”, which nobody can call.
    case 'broughtInByContact': return lead.broughtInByContact?.startsWith('+') ? <Phone number={lead.broughtInByContact} link /> : lead.broughtInByContact;
    case 'email': case 'billingEmail': return lead[name] && <Anchor href={`mailto:${lead[name]}`}>{lead[name]}</Anchor>;
    case 'location': return (addressOf(lead) ?? lead.latitude) === null ? null : <Place lead={lead} words={addressOf(lead)} />;
    case 'geo': return lead.latitude === null ? null : <Place lead={lead} words={null} />;
    case 'source': return lead.sourceName;
    case 'offerId': return lead.offerName;
    case 'agreedInstallationFee': case 'estimatedValue': return lead[name] && <Money amount={lead[name]} />;
    case 'agreedMonthlySubscription': return lead[name] && <Money amount={lead[name]} monthly />;
    case 'hasRouter': return lead.hasRouter === null ? null : lead.hasRouter ? (lead.routerType ?? 'Yes') : 'No';
    case 'probability': return lead.probability === null ? null : `${lead.probability} %`;
    case 'priority': case 'rating': case 'urgency':
      return standardLeadField(name)?.options?.find(({ value }) => value === lead[name])?.label;
    default: return lead[name as keyof Lead] as ReactNode;
  }
}

function ownValue({ name, type, options }: LeadField, lead: Lead): ReactNode {
  const value = lead.customFields[name] as string | number | Point | undefined;
  if (value === undefined) return null;
  switch (type) {
    case 'phone': return <Phone number={String(value)} link />;
    case 'email': return <Anchor href={`mailto:${String(value)}`}>{String(value)}</Anchor>;
    case 'date': return <When at={String(value)} />;
    case 'select': return options.find((option) => option.value === value)?.label ?? String(value);
    case 'geo': return <Pin point={value as Point} words={pointInWords(value)} />;
    default: return String(value);
  }
}

function Place({ lead, words }: { lead: Lead; words: string | null }) {
  const way = directionsLink({ latitude: lead.latitude, longitude: lead.longitude, address: words });
  return way ? <Way to={way}>{words ?? 'Pin on the map'}</Way> : words;
}

function Pin({ point, words }: { point: Point; words: string }) {
  const way = directionsLink({ ...point, address: null });
  return way ? <Way to={way}>{words}</Way> : words;
}

function Way({ to, children }: { to: string; children: string }) {
  return <Anchor href={to} target="_blank" rel="noopener">{children}</Anchor>;
}

function Person({ name, id }: { name: string; id: string | null }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} size="xs" {...(id ? { id } : {})} />
      {name}
    </span>
  );
}
