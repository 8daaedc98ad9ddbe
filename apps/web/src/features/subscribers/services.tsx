import { IconRepeat } from '@tabler/icons-react';
import type { Subscriber } from '@lastmile/contracts';
import { Badge, EmptyState, Money, Section, When } from '../../ui/index.ts';
import styles from './rows.module.css';

type Service = Subscriber['subscriptions'][number];

const states: Record<Service['status'], { label: string; color: string }> = {
  pending: { label: 'Waits for installation', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  suspended: { label: 'Suspended', color: 'amber' },
  ended: { label: 'Ended', color: 'gray' },
};

/** What a subscriber has, at the price it was sold for. */
export function Services({ subscriptions }: { subscriptions: readonly Service[] }) {
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
          </li>
        ))}
      </ul>
    </Section>
  );
}
