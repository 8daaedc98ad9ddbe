import type { ReactNode } from 'react';
import type { Lead } from '@lastmile/contracts';
import { directionsLink } from '../../../lib/reach.ts';
import { Anchor, Avatar, Money, Phone, When } from '../../../ui/index.ts';
import styles from './lead-facts.module.css';

interface Fact {
  label: string;
  value: ReactNode;
}

/** Where a lead is, in one line: the property, else the address, else the area. */
export function addressOf(lead: Lead): string | null {
  const parts = [lead.unitNumber, lead.street, lead.location, lead.city].filter(Boolean);
  return lead.propertyAddress ?? (parts.length > 0 ? parts.join(', ') : null);
}

/** What one looks for most. */
export function mainFacts(lead: Lead): Fact[] {
  const address = addressOf(lead);
  const way = directionsLink({ latitude: lead.latitude, longitude: lead.longitude, address });
  return [
    { label: 'Phone', value: lead.phone && <Phone number={lead.phone} link /> },
    { label: 'Email', value: lead.email && <Anchor href={`mailto:${lead.email}`}>{lead.email}</Anchor> },
    {
      label: 'Place',
      value: way ? (
        <Anchor href={way} target="_blank" rel="noopener">
          {address ?? 'Pin on the map'}
        </Anchor>
      ) : (
        address
      ),
    },
    { label: 'Package', value: lead.offerName },
    { label: 'Source', value: lead.sourceName },
    { label: 'Owner', value: lead.ownerName ? <Person name={lead.ownerName} id={lead.ownerId} /> : 'Nobody yet' },
    { label: 'Lost because', value: lead.lostReason },
    { label: 'Created', value: <When at={lead.createdAt} /> },
  ];
}

/** Everything else that was filled in. */
export function furtherFacts(lead: Lead): Fact[] {
  const choice = (value: string | null) => value && value.charAt(0).toUpperCase() + value.slice(1);
  return [
    { label: 'Contact', value: lead.contactName },
    { label: 'Company', value: lead.companyName },
    { label: 'Job title', value: lead.jobTitle },
    { label: 'Billing email', value: lead.billingEmail },
    { label: 'Postcode', value: lead.zipCode },
    { label: 'Installation', value: lead.agreedInstallationFee && <Money amount={lead.agreedInstallationFee} /> },
    {
      label: 'Agreed price',
      value: lead.agreedMonthlySubscription && <Money amount={lead.agreedMonthlySubscription} monthly />,
    },
    { label: 'Estimate', value: lead.estimatedValue && <Money amount={lead.estimatedValue} /> },
    { label: 'Service type', value: lead.serviceType },
    { label: 'Provider now', value: lead.currentIsp },
    { label: 'Interested as', value: lead.interestReason },
    { label: 'Own router', value: lead.hasRouter === null ? null : lead.hasRouter ? (lead.routerType ?? 'Yes') : 'No' },
    { label: 'Brought by', value: lead.broughtInBy },
    { label: 'Their phone', value: lead.broughtInByContact && <Phone number={lead.broughtInByContact} link /> },
    { label: 'Found us', value: lead.howFoundUs },
    { label: 'Partner', value: lead.partner },
    { label: 'Priority', value: choice(lead.priority) },
    { label: 'Rating', value: choice(lead.rating) },
    { label: 'Urgency', value: choice(lead.urgency) },
    { label: 'Score', value: lead.score },
    { label: 'Probability', value: lead.probability === null ? null : `${lead.probability} %` },
    { label: 'Jobs referred', value: lead.totalJobsReferred },
    { label: 'Reference', value: lead.externalRef && `${lead.externalRef.source} · ${lead.externalRef.reference}` },
  ];
}

function Person({ name, id }: { name: string; id: string | null }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} size="xs" {...(id ? { id } : {})} />
      {name}
    </span>
  );
}
