import { KeptFiles } from '../features/files/index.ts';
import { SubscriberRecord } from '../features/subscribers/index.ts';
import { useSession } from '../lib/session.tsx';

/** `/subscribers/:id`: one subscriber with the photos of their installations. */
export function SubscriberPage() {
  const { can } = useSession();
  return <SubscriberRecord renderFiles={({ id, name }) => Boolean(can('service-orders:read')) && <KeptFiles subscriberId={id} of={name} />} />;
}
