import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { getSubscriber, type Subscriber } from '@lastmile/contracts';
import { Problem } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Avatar, CallButton, ErrorState, Notice, Page, RecordSkeleton, WhatsAppButton } from '../../ui/index.ts';
import { Bills } from './bills.tsx';
import { Equipment } from './equipment.tsx';
import { Installations } from './installations.tsx';
import { RouterUsers } from './router-users.tsx';
import { Services } from './services.tsx';
import { SubscriberFacts } from './subscriber-facts.tsx';
import { SubscriberStatus } from './subscriber-status.tsx';
import { SubscriberTimeline } from './subscriber-timeline.tsx';
import styles from './subscriber-page.module.css';

/** One subscriber: who they are, what they have, and where they came from. */
export function SubscriberRecord({ renderFiles }: { renderFiles: (subscriber: Subscriber) => ReactNode }) {
  const { id = '' } = useParams();
  const { data, error, refetch } = useEndpoint(getSubscriber, { params: { id } });
  if (error?.status === 404 || error?.status === 400)
    throw new Problem({ status: 404, code: 'not_found', detail: error.detail });
  if (data) return <Loaded subscriber={data} files={renderFiles(data)} />;
  return (
    <Page title="Subscriber" back="/subscribers" phoneActions={null}>
      {error ? (
        <ErrorState title="The subscriber did not load." problem={error} again={() => void refetch()} />
      ) : (
        <RecordSkeleton />
      )}
    </Page>
  );
}

function Loaded({ subscriber, files }: { subscriber: Subscriber; files: ReactNode }) {
  const phone = usePhone();
  const { can } = useSession();
  const { id, name, number, status, location, city } = subscriber;
  const place = location ?? city;
  const actions = subscriber.phone && (
    <>
      <CallButton name={name} phone={subscriber.phone} compact={phone} />
      <WhatsAppButton name={name} phone={subscriber.phone} compact={phone} />
    </>
  );
  return (
    <Page
      title={name}
      back="/subscribers"
      leading={!phone && <Avatar name={name} size="xl" neutral />}
      beside={<SubscriberStatus status={status} />}
      subtitle={[number, place].filter(Boolean).join(' · ')}
      actions={actions}
    >
      <div className={styles.sides}>
        <div className={styles.main}>
          {subscriber.doNotContact && <Notice tone="error" title="Do not contact.">{subscriber.doNotContact}</Notice>}
          <Services subscriptions={subscriber.subscriptions} routerUsers={subscriber.routerUsers} />
          <RouterUsers subscriber={subscriber} />
          <Equipment subscriber={subscriber} />
          {can('service-orders:read') && <Installations subscriber={subscriber} />}
          {can('invoices:read') && <Bills subscriberId={id} />}
          <SubscriberTimeline subscriberId={id} />
        </div>
        <div className={styles.rail}>
          <SubscriberFacts subscriber={subscriber} />
          {files}
        </div>
      </div>
    </Page>
  );
}
