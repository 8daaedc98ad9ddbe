import { IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { getSubscriberTimeline, type Output } from '@lastmile/contracts';
import { formatMoney, quantityWords } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { usePages } from '../../lib/use-endpoint.ts';
import { ErrorState, History, ListSkeleton, Section, ShowMore, type HistoryEntry } from '../../ui/index.ts';

type Write = (amount: string) => string;
type Event = Output<typeof getSubscriberTimeline>['data'][number];

/** Everything that happened to a subscriber, newest first. */
export function SubscriberTimeline({ subscriberId }: { subscriberId: string }) {
  const { currency, locale } = useLocale();
  const money = (amount: string) => formatMoney(amount, currency, locale);
  const pages = usePages(getSubscriberTimeline, { params: { id: subscriberId }, query: { limit: 30 } });
  if (pages.isPending) return <ListSkeleton rows={2} />;
  if (pages.error && pages.items.length === 0) {
    return <ErrorState title="The timeline did not load." problem={pages.error} again={() => void pages.refetch()} />;
  }
  return (
    <Section title="What happened">
      <History label="Timeline" entries={pages.items.map((event) => tell(event, money))} />
      <ShowMore pages={pages}>Show older</ShowMore>
    </Section>
  );
}

/** An event of a subscriber as a sentence; one that is younger than this page is told by its type. */
function tell({ id, at, type, actor, changes }: Event, money: Write): HistoryEntry {
  const who = actor.kind === 'system' ? 'Lastmile' : actor.name;
  if (type === 'subscriber.created') {
    return {
      id,
      at,
      tone: 'ok',
      icon: <IconCircleCheck size={15} stroke={1.75} />,
      sentence: (
        <>
          <b>Became a subscriber</b> <i>by {who}</i>
        </>
      ),
    };
  }
  const words = told(type, changes, money) ?? type.replace(/^subscriber\./, '').replaceAll(/[._]/g, ' ');
  return {
    id,
    at,
    icon: <IconPencil size={15} stroke={1.75} />,
    sentence: (
      <>
        <b>{who}</b> <i>· {words}</i>
      </>
    ),
  };
}

const operations: Record<string, string> = {
  create: 'was made on its router', enable: 'was enabled', suspend: 'was suspended', resume: 'was resumed', change: 'was changed', remove: 'was removed from its router',
};

/** What happened in words, where this page knows them. */
function told(type: string, changes: Event['changes'], money: Write): string | null {
  const text = (name: string) => (typeof changes[name] === 'string' ? (changes[name] as string) : '');
  const because = text('reason') && `: ${text('reason')}`;
  switch (type) {
    case 'subscriber.updated': return 'installationAddress' in changes ? `moved the service to ${movedTo(changes)}` : 'changed the details';
    case 'subscriber.installed': return `installation completed, ${text('number')}${beyondStock(changes)}`;
    case 'subscriber.visited': return `visit completed, ${text('number')}${beyondStock(changes)}`;
    case 'subscriber.status_changed': return `is ${text('to')} now`;
    case 'subscriber.package_changed': return `package changed to ${text('offerName')}${text('monthlyPrice') && ` at ${money(text('monthlyPrice'))} a month`}${because}`;
    case 'subscriber.price_changed': return `${text('offerName')} for ${pricesOf(changes, money)} a month${because}`;
    case 'subscriber.router_user_changed': return `router user ${text('username')} ${operations[text('kind')] ?? 'was changed'}${because}`;
    case 'subscriber.router_step_left_out': return `a step on the router of ${text('username')} was left out: ${text('reason')}`;
    case 'subscriber.equipment_issued': return `issued ${thing(changes)}`;
    case 'subscriber.equipment_returned': return `took back ${thing(changes)}`;
    default: return null;
  }
}

/** What was installed and never taken out of stock. */
function beyondStock({ beyondStock: beyond }: Event['changes']): string {
  if (!Array.isArray(beyond)) return '';
  const words = (beyond as { name: string; unit: string; quantity: number }[]).map(({ name, unit, quantity }) => `${quantityWords(quantity, unit)} of ${name}`);
  return `; ${words.join(', ')} more than there was in stock`;
}

const movedTo = ({ installationAddress }: Event['changes']): string => (installationAddress as { to?: string | null }).to ?? 'no address';

/** `KES 2,250 instead of KES 2,500` */
function pricesOf({ monthlyPrice }: Event['changes'], money: Write): string {
  const { from, to } = monthlyPrice as { from: string; to: string };
  return `${money(to)} instead of ${money(from)}`;
}

/** `MikroTik hAP ax² HF4091K2Q`, or `12 Drop cable`. */
function thing({ name, quantity, serials }: Event['changes']): string {
  const which = Array.isArray(serials) && serials.length > 0 ? serials.join(', ') : null;
  return which ? `${String(name)} ${which}` : `${String(quantity)} ${String(name)}`;
}
