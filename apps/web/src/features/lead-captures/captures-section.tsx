import { listLeadCaptures, type Lead, type LeadCapture } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { ErrorState, Money, Section, ShowMore, When } from '../../ui/index.ts';
import { CaptureData } from './capture-data.tsx';
import styles from './captures.module.css';

/** What other systems saw of a lead; nothing where none did. */
export function CapturesSection({ lead }: { lead: Lead }) {
  const captures = usePages(listLeadCaptures, { params: { id: lead.id }, query: { limit: 5 } });
  const { items } = captures;
  if (captures.error && items.length === 0) {
    return <ErrorState title="The captures did not load." problem={captures.error} again={() => void captures.refetch()} />;
  }
  if (items.length === 0) return null;
  return (
    <Section title="Captures" count={captures.hasNextPage ? `${items.length}+` : items.length} flush>
      <ul className={styles.list} aria-label="Captures">
        {items.map((capture) => <Capture key={capture.id} capture={capture} lead={lead} />)}
      </ul>
      <ShowMore pages={captures}>Show older</ShowMore>
    </Section>
  );
}

function Capture({ capture, lead }: { capture: LeadCapture; lead: Lead }) {
  const { sourceName, estimatedValue, valueStated, at, data } = capture;
  return (
    <li className={styles.capture}>
      <div className={styles.head}>
        <span className={styles.source}>{sourceName}</span>
        {estimatedValue && (
          <span className={styles.worth}>
            {!valueStated && <span title="Assumed from what such captures are usually worth">about </span>}
            <Money amount={estimatedValue} />
          </span>
        )}
        <span className={styles.when}><When at={at} /></span>
      </div>
      <CaptureData data={{ ...whoElse(capture, lead), ...data }} />
    </li>
  );
}

/** Who was named, where that is not what the lead says anyway. */
function whoElse({ company, name, phone, email }: LeadCapture, lead: Lead): Record<string, string> {
  return {
    ...(company && company !== lead.companyName ? { company } : {}),
    ...(name && name !== lead.name ? { name } : {}),
    ...(phone && phone !== lead.phone ? { phone: formatPhone(phone) } : {}),
    ...(email && email !== lead.email ? { email } : {}),
  };
}
