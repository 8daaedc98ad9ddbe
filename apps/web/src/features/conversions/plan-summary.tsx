import { IconCircleCheck, IconPackages, IconReceipt, IconRepeat, IconRouter, IconTool, IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConversionPlan } from '@lastmile/contracts';
import { formatDay, formatMoment, isDate, quantityWords } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { Money, SkeletonLine } from '../../ui/index.ts';
import styles from './plan-summary.module.css';

type Effect = ConversionPlan['effects'][number];

const icon = { size: 15, stroke: 1.75, 'aria-hidden': true };
const icons: Record<Effect['kind'], ReactNode> = {
  subscriber: <IconUserCheck {...icon} />,
  subscription: <IconRepeat {...icon} />,
  invoice: <IconReceipt {...icon} />,
  service_order: <IconTool {...icon} />,
  equipment: <IconPackages {...icon} />,
  router_user: <IconRouter {...icon} />,
  lead: <IconCircleCheck {...icon} />,
};

interface Props {
  plan: ConversionPlan | undefined;
  /** A newer plan is on its way. */
  isStale: boolean;
}

/** Everything that converting would make, and what the customer pays first. */
export function PlanSummary({ plan, isStale }: Props) {
  const locale = useLocale();
  const now = useNow();
  if (!plan) return <PlanSkeleton />;
  const { firstBill } = plan;
  return (
    <div className={isStale ? `${styles.plan} ${styles.stale}` : styles.plan} aria-busy={isStale}>
      <ul className={styles.effects}>
        {plan.effects.map((effect) => (
          <li key={effect.kind} className={styles.effect}>
            <span className={styles.icon}>{icons[effect.kind]}</span>
            <span className={styles.words}>
              <span className={styles.summary}>{effect.summary}</span>
              <span className={styles.detail}>{detailOf(effect, locale, now)}</span>
            </span>
            <Amount effect={effect} />
          </li>
        ))}
      </ul>
      <dl className={styles.bill}>
        <div>
          <dt>Installation</dt>
          <dd>
            <Money amount={firstBill.setupFee} />
          </dd>
        </div>
        <div>
          <dt>First month</dt>
          <dd>
            <Money amount={firstBill.firstMonth} />
          </dd>
        </div>
        <div>
          <dt>
            {firstBill.taxName} {firstBill.taxRate}%
          </dt>
          <dd>
            <Money amount={firstBill.tax} />
          </dd>
        </div>
        <div className={styles.total}>
          <dt>To be paid first</dt>
          <dd>
            <Money amount={firstBill.total} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Amount({ effect: { kind, details } }: { effect: Effect }) {
  const amount = kind === 'invoice' ? details.total : details.monthlyPrice;
  if (typeof amount !== 'string') return null;
  return (
    <span className={styles.amount}>
      <Money amount={amount} />
    </span>
  );
}

function detailOf({ kind, details }: Effect, { timezone }: Locale, now: number): string {
  const text = (name: string) => (typeof details[name] === 'string' ? (details[name] as string) : null);
  switch (kind) {
    case 'subscriber': {
      const phone = text('phone');
      if (details.number) return 'Nobody new is made; the service goes to them';
      const status = details.status === 'new' ? 'New until installed' : 'Active at once';
      return [status, phone && formatPhone(phone), text('installationAddress')].filter(Boolean).join(' · ');
    }
    case 'subscription': {
      const starts = text('startsOn');
      return starts && isDate(starts) ? `Starts ${formatDay(starts, timezone, now)}` : '';
    }
    case 'invoice': {
      const due = text('dueOn');
      const numbered = 'Numbered when it is made';
      return due && isDate(due) ? `${numbered} · due ${formatDay(due, timezone, now)}` : numbered;
    }
    case 'service_order': {
      const from = text('appointmentFrom');
      const when = from ? formatMoment(from, timezone, now) : 'To be scheduled';
      return [when, text('technician'), details.activates === true && 'the service runs once it is completed'].filter(Boolean).join(' · ');
    }
    case 'equipment': {
      const items = (details.items ?? []) as { name: string; quantity: number; reserved: number; unit: string; from: string[] }[];
      const places = [...new Set(items.flatMap(({ from }) => from))].join(', ');
      const list = items.map(({ name, quantity, unit }) => `${quantityWords(quantity, unit)} ${name}`).join(', ');
      return [details.isShort === true ? 'What is missing can be reserved later' : items.length > 1 && list, places && `from ${places}`].filter(Boolean).join(' · ');
    }
    case 'router_user':
      return `${text('routerName') ?? 'Router'}, profile ${text('profile') || 'not chosen yet'}${text('ipAddress') ? `, ${text('ipAddress')}` : ''}${details.waits === true ? ', disabled until installed' : ''}${
        typeof details.patienceHours === 'number' ? ` · the router did not answer: waits up to ${details.patienceHours} h` : ''}`;
    case 'lead':
      return 'It can be read and noted on, no longer changed';
  }
}

function PlanSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the plan">
      {['62%', '74%', '55%'].map((width) => (
        <div key={width} className={styles.skeletonRow}>
          <SkeletonLine width={width} />
          <SkeletonLine width="46%" height={10} />
        </div>
      ))}
    </div>
  );
}
