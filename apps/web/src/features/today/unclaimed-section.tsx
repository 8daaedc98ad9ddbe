import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { claimLead, getToday, type Today } from '@lastmile/contracts';
import { formatAgo } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { keyOf } from '../../lib/query.ts';
import { useClaimNext } from '../../lib/use-claim-next.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, Section, showProblem, showToast } from '../../ui/index.ts';
import { counted } from './figures.tsx';
import type { TodayLead } from './follow-up-row.tsx';
import styles from './unclaimed-section.module.css';
import type { ShownSection } from './use-section.ts';

interface Props {
  section: ShownSection;
  canClaim: boolean;
}

/** New leads that nobody has yet, the newest first; the first who claims one gets it. */
export function UnclaimedSection({ section: { count, leads, more, isLoading }, canClaim }: Props) {
  const claim = useClaim();
  const { claimNext, isRunning } = useClaimNext();
  if (count === 0) return null;
  const rest = Math.max(count - leads.length, 1);
  return (
    <div id="unclaimed" className={styles.anchor}>
      <Section
        title="New, unclaimed" count={counted(count)} flush
        actions={canClaim && (
          <Button size="xs" loading={isRunning} onClick={() => claimNext()}>Claim next</Button>
        )}
      >
        <ul className={styles.rows}>
          {leads.map((lead) => (
            <Row key={lead.id} lead={lead} {...(canClaim ? { onClaim: () => claim(lead) } : {})} />
          ))}
        </ul>
        {(more || isLoading) && (
          <div className={styles.more}>
            <Button look="quiet" size="xs" loading={isLoading} onClick={more}>
              {counted(rest)} more
            </Button>
          </div>
        )}
      </Section>
    </div>
  );
}

function Row({ lead, onClaim }: { lead: TodayLead; onClaim?: () => void }) {
  const { timezone } = useLocale();
  const now = useNow();
  const about = [lead.offerName, lead.place, formatAgo(lead.createdAt, timezone, now)].filter(Boolean).join(' · ');
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <Link to={`/leads/${lead.id}`} className={styles.name} title={lead.title}>
          {lead.title}
        </Link>
        <span className={styles.about} title={about}>
          {about}
        </span>
      </span>
      {onClaim && (
        <Button look="tint" size="xs" aria-label={`Claim ${lead.title}`} onClick={onClaim}>
          Claim
        </Button>
      )}
    </li>
  );
}

/** Claims at a press: the row goes at once. Where somebody was faster it stays gone, and it is said who. */
function useClaim() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const claim = useAction(claimLead, {
    alsoChanges: ['today'],
    optimistic: (screen, { params }) => screen.rewrite(getToday, undefined, (today) => without(today, params.id)),
    done: ({ id, title }) =>
      showToast({ title: `${title} is yours.`, action: { label: 'Open', run: () => void navigate(`/leads/${id}`) } }),
    failed: (problem, { params }) => {
      if (problem.code !== 'already_claimed') return showProblem(problem);
      client.setQueriesData<Today>({ queryKey: keyOf(getToday) }, (today) => today && without(today, params.id));
      showToast({ tone: 'info', title: 'Already claimed.', text: problem.detail });
    },
  });
  return (lead: TodayLead) => void claim.run({ params: { id: lead.id } });
}

function without(today: Today, id: string): Today {
  const leads = today.unclaimed.leads.filter((lead) => lead.id !== id);
  const gone = today.unclaimed.leads.length - leads.length;
  return { ...today, unclaimed: { count: today.unclaimed.count - gone, leads } };
}
