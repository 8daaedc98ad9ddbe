import { IconPencil, IconRepeat } from '@tabler/icons-react';
import type { Subscriber } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Badge, EmptyState, IconButton, Money, Section, When } from '../../ui/index.ts';
import { ChangeServiceDialog } from './change-service-dialog.tsx';
import styles from './rows.module.css';

type Service = Subscriber['subscriptions'][number];

const states: Record<Service['status'], { label: string; color: string }> = {
  pending: { label: 'Waits for installation', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  suspended: { label: 'Suspended', color: 'amber' },
  ended: { label: 'Ended', color: 'gray' },
};

/** What a subscriber has, at the price it was sold for. */
export function Services({ subscriptions, routerUsers }: Pick<Subscriber, 'subscriptions' | 'routerUsers'>) {
  const { can } = useSession();
  const dialog = useUrlDialog<'service'>();
  const mayChange = Boolean(can('subscribers:write'));
  const chosen = dialog.name === 'service' ? subscriptions.find(({ id }) => id === dialog.record) : undefined;
  return (
    <Section title="Services" count={subscriptions.length} flush>
      {subscriptions.length === 0 && (
        <EmptyState bare icon={<IconRepeat size={24} stroke={1.75} />} title="No service">
          They were converted without a package.
        </EmptyState>
      )}
      <ul className={styles.rows}>
        {subscriptions.map(({ id, offerName, downloadMbps, uploadMbps, status, startsOn, monthlyPrice, setupFee }) => (
          <li key={id} className={styles.row}>
            <span className={styles.words}>
              <span className={styles.name} title={offerName}>
                {offerName}
              </span>
              <span className={styles.about}>
                {downloadMbps} Mbps down, {uploadMbps} up · {status === 'pending' ? 'starts' : 'since'}{' '}
                <When at={startsOn} />
              </span>
            </span>
            <span className={styles.amounts}>
              <Money amount={monthlyPrice} monthly />
              {Number(setupFee) > 0 && (
                <span className={styles.about}>
                  installation <Money amount={setupFee} />
                </span>
              )}
            </span>
            <Badge color={states[status].color}>{states[status].label}</Badge>
            {mayChange && status !== 'ended' && (
              <IconButton label={`Change ${offerName}`} onClick={() => dialog.open('service', id)}><IconPencil size={16} stroke={1.75} aria-hidden /></IconButton>
            )}
          </li>
        ))}
      </ul>
      {mayChange && chosen && <ChangeServiceDialog key={chosen.id} service={chosen} username={routerUsers.find(({ subscriptionId }) => subscriptionId === chosen.id)?.username} onClose={dialog.close} />}
    </Section>
  );
}
