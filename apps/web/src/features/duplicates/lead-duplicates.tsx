import { Link } from 'react-router';
import { claimLead, getLeadDuplicates, type Lead, type LeadDuplicate } from '@lastmile/contracts';
import { reasonLabels } from '../../lib/duplicate-words.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, Section, StageName, showToast } from '../../ui/index.ts';
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
        {leads.slice(0, shown).map((other) => <Other key={other.id} lead={lead} other={other} mayJudge={Boolean(can('leads:write'))} />)}
      </ul>
    </Section>
  );
}

function Other({ lead, other, mayJudge }: { lead: Lead; other: LeadDuplicate; mayJudge: boolean }) {
  const judge = useJudgePair();
  const claim = useAction(claimLead, { alsoChanges: ['duplicates', 'today'], done: () => showToast({ title: 'It is yours.', text: 'Now they can be merged.' }) });
  const { id, title, number, visible, canMerge, canClaim } = other;
  return (
    <li className={styles.other}>
      <div className={styles.who}>
        {visible ? <Link className={styles.name} to={`/leads/${id}`}>{title}</Link> : <span className={styles.name}>{number}</span>}
        <StageName type={other.status} name={other.stageName} />
      </div>
      <div className={styles.dimmed}>
        {other.reasons.map((reason) => reasonLabels[reason]).join(' · ')}
        {!visible && ' · Somebody else has it.'}
        {whatIsMissing(lead, other)}
      </div>
      {visible && mayJudge && (
        <div className={styles.buttons}>
          {canMerge && <Button size="xs" to={mergeLink([lead.id, id])} aria-label={`Merge with ${title}`}>Merge …</Button>}
          {canClaim && <Button size="xs" loading={claim.isRunning} onClick={() => void claim.run({ params: { id } })} aria-label={`Claim ${title}`}>Claim</Button>}
          <Button size="xs" look="quiet" loading={judge.isRunning} onClick={() => judge.run(lead.id, id)} aria-label={`${title} is not a duplicate`}>
            Not a duplicate
          </Button>
        </div>
      )}
    </li>
  );
}

/** Only who owns both merges them. */
function whatIsMissing(lead: Lead, { canMerge, canClaim, ownerName }: LeadDuplicate): string | null {
  if (canMerge) return null;
  if (canClaim) return lead.ownerId ? ' · Unclaimed: claim it to merge them.' : ' · Both are unclaimed: claim them to merge them.';
  return lead.can.claim && ownerName ? ' · Claim this lead to merge them.' : null;
}
