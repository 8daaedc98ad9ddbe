import { Link } from 'react-router';
import { getLeadDuplicates, type DuplicateLead, type Lead } from '@lastmile/contracts';
import { reasonLabels } from '../../lib/duplicate-words.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, Section, StageName } from '../../ui/index.ts';
import { mergeLink } from './merge-address.ts';
import styles from './duplicates.module.css';
import { useJudgePair } from './use-judge-pair.ts';

/** More are for the page of duplicates. */
const shown = 3;

/** Which other leads may be the same person, with the way to merge them; nothing where none is. */
export function LeadDuplicates({ lead }: { lead: Lead }) {
  const { can } = useSession();
  const found = useEndpoint(getLeadDuplicates, { params: { id: lead.id } });
  const leads = found.data?.data ?? [];
  if (leads.length === 0) return null;
  return (
    <Section title="May be the same" count={leads.length} flush>
      <ul className={styles.few} aria-label="Leads that may be the same">
        {leads.slice(0, shown).map((other) => <Other key={other.id} lead={lead} other={other} mayMerge={Boolean(can('leads:merge')) && lead.erasedAt === null} />)}
      </ul>
    </Section>
  );
}

function Other({ lead, other, mayMerge }: { lead: Lead; other: DuplicateLead; mayMerge: boolean }) {
  const judge = useJudgePair();
  return (
    <li className={styles.other}>
      <div className={styles.who}>
        {other.visible ? <Link className={styles.name} to={`/leads/${other.id}`}>{other.title}</Link> : <span className={styles.name}>{other.number}</span>}
        <StageName type={other.status} name={other.stageName} />
      </div>
      <div className={styles.dimmed}>
        {other.reasons.map((reason) => reasonLabels[reason]).join(' · ')}
        {!other.visible && ' · Somebody else has it.'}
      </div>
      {mayMerge && other.visible && (
        <div className={styles.buttons}>
          <Button size="xs" to={mergeLink([lead.id, other.id])} aria-label={`Merge with ${other.title}`}>Merge …</Button>
          <Button size="xs" look="quiet" loading={judge.isRunning} onClick={() => judge.run(lead.id, other.id)} aria-label={`${other.title} is not a duplicate`}>
            Not a duplicate
          </Button>
        </div>
      )}
    </li>
  );
}
