import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Subscriber } from '@lastmile/contracts';
import { directionsLink } from '../../lib/reach.ts';
import { useSession } from '../../lib/session.tsx';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Anchor, Facts, IconButton, Phone, Section, When } from '../../ui/index.ts';
import { EditSubscriberDialog } from './edit-subscriber-dialog.tsx';

/** How to reach a subscriber, where the service is, and the lead they were. */
export function SubscriberFacts({ subscriber }: { subscriber: Subscriber }) {
  const { can } = useSession();
  const dialog = useUrlDialog<'edit'>();
  const mayEdit = Boolean(can('subscribers:write'));
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
    <Section
      title="Details"
      actions={mayEdit && <IconButton label="Change the details" onClick={() => dialog.open('edit')}><IconPencil size={16} stroke={1.75} aria-hidden /></IconButton>}
    >
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
      {mayEdit && dialog.name === 'edit' && <EditSubscriberDialog subscriber={subscriber} onClose={dialog.close} />}
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
