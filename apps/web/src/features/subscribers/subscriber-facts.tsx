import { Link } from 'react-router';
import type { Subscriber } from '@lastmile/contracts';
import { directionsLink } from '../../lib/reach.ts';
import { useSession } from '../../lib/session.tsx';
import { Anchor, Facts, Phone, Section, When } from '../../ui/index.ts';

/** How to reach a subscriber, where the service is, and the lead they were. */
export function SubscriberFacts({ subscriber }: { subscriber: Subscriber }) {
  const { can } = useSession();
  const {
    phone,
    email,
    billingEmail,
    companyName,
    latitude,
    longitude,
    installationAddress,
    leadId,
    leadNumber,
    createdAt,
  } = subscriber;
  const address = [subscriber.unitNumber, subscriber.street, subscriber.location, subscriber.city, subscriber.zipCode]
    .filter(Boolean)
    .join(', ');
  const place = installationAddress ?? (address || null);
  const way = directionsLink({ latitude, longitude, address: place });
  return (
    <Section title="Details">
      <Facts
        facts={[
          { label: 'Phone', value: phone && <Phone number={phone} link /> },
          { label: 'Email', value: email && <Anchor href={`mailto:${email}`}>{email}</Anchor> },
          { label: 'Billing email', value: billingEmail },
          { label: 'Company', value: companyName },
          {
            label: 'Installed at',
            value: way ? (
              <Anchor href={way} target="_blank" rel="noopener">
                {place ?? 'Pin on the map'}
              </Anchor>
            ) : (
              place
            ),
          },
          { label: 'Address', value: address === place ? null : address },
          {
            label: 'Came from',
            value: leadId && (
              <Origin to={can('leads:read') ? `/leads/${leadId}` : undefined} number={leadNumber ?? 'A lead'} />
            ),
          },
          { label: 'Since', value: <When at={createdAt} /> },
        ]}
      />
    </Section>
  );
}

function Origin({ to, number }: { to: string | undefined; number: string }) {
  return to ? (
    <Anchor component={Link} to={to}>
      {number}
    </Anchor>
  ) : (
    number
  );
}
