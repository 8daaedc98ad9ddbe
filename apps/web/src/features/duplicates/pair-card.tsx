import { IconArrowsJoin2 } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DuplicatePair, PairedLead } from '@lastmile/contracts';
import { reasonLabels } from '../../lib/duplicate-words.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { Badge, Button, Facts, StageName, When } from '../../ui/index.ts';
import styles from './duplicates.module.css';
import { mergeLink } from './merge-address.ts';
import { useJudgePair } from './use-judge-pair.ts';

const likely = (score: number): string => (score >= 90 ? 'Very likely' : score >= 75 ? 'Likely' : 'Possible');

/** Two leads beside each other with what tells people apart, and what to do about them. */
export function PairCard({ pair: { leads, reasons, score, canMerge } }: { pair: DuplicatePair }) {
  const [one, other] = leads as [PairedLead, PairedLead];
  const judge = useJudgePair();
  const names = `${one.title}, ${one.number}, and ${other.title}, ${other.number}`;
  return (
    <li className={styles.pair} aria-label={names}>
      <div className={styles.head}>
        <b>{likely(score)}</b>
        {reasons.map((reason) => <Badge key={reason} color="gray">{reasonLabels[reason]}</Badge>)}
        <span className={styles.actions}>
          <Button look="quiet" size="xs" loading={judge.isRunning} onClick={() => judge.run(one.id, other.id)} aria-label={`Not a duplicate: ${names}`}>
            Not a duplicate
          </Button>
          {canMerge && (
            <Button size="xs" icon={<IconArrowsJoin2 size={16} stroke={1.75} aria-hidden />} to={mergeLink([one.id, other.id])} aria-label={`Merge ${names}`}>
              Merge …
            </Button>
          )}
        </span>
      </div>
      <div className={styles.two}>
        <Side lead={one} other={other} />
        <Side lead={other} other={one} />
      </div>
    </li>
  );
}

function Side({ lead, other }: { lead: PairedLead; other: PairedLead }) {
  const same = (name: 'phone' | 'email' | 'address', text: string | null) => text && <span className={lead[name] === other[name] ? styles.same : undefined}>{text}</span>;
  return (
    <div className={styles.side}>
      <div className={styles.who}>
        <Link className={styles.name} to={`/leads/${lead.id}`}>{lead.title}</Link>
        <StageName type={lead.status} name={lead.stageName} />
      </div>
      <div className={styles.dimmed}>{lead.number} · {lead.ownerName ?? 'Unclaimed'}{lead.convertedAt && ' · Converted'}</div>
      <Facts
        facts={[
          { label: 'Phone', value: same('phone', lead.phone && formatPhone(lead.phone)) },
          { label: 'Email', value: same('email', lead.email) },
          { label: 'Company', value: lead.companyName },
          { label: 'Address', value: same('address', lead.address) },
          { label: 'Package', value: lead.offerName },
          { label: 'Last activity', value: lead.lastActivityAt ? <When at={lead.lastActivityAt} as="ago" /> : null },
          { label: 'Came in', value: <When at={lead.createdAt} as="ago" /> },
        ]}
      />
    </div>
  );
}
