import { IconPencil } from '@tabler/icons-react';
import { getLeadScore, mostScore, removeScoreOverride, type Lead, type LeadScore } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, IconButton, Section, When } from '../../ui/index.ts';
import { pointsWords, ruleWords } from './rule-words.ts';
import styles from './score-card.module.css';
import { useScoreNames } from './use-score-names.ts';

/** A lead's score with its reasons. Nothing is shown where nothing is scored. */
export function ScoreCard({ lead }: { lead: Lead }) {
  const { data } = useEndpoint(getLeadScore, { params: { id: lead.id } });
  const [, change] = useUrlState();
  if (!data || (data.score === null && !data.isOn)) return null;
  const edit = data.canOverride && lead.can.edit && (
    <IconButton label={`Say another score for ${lead.title}`} onClick={() => change({ score: '1' })}>
      <IconPencil size={16} stroke={1.75} aria-hidden />
    </IconButton>
  );
  return (
    <Section title="Score" {...(edit ? { actions: edit } : {})}>
      <Level score={data.score} />
      {data.override && <Override lead={lead} score={data} />}
      {data.reasons.length > 0 && <Reasons score={data} />}
      {data.score === null && <p className={styles.note}>Not scored yet. It takes a moment after a lead changes.</p>}
    </Section>
  );
}

function Level({ score }: { score: number | null }) {
  if (score === null) return null;
  return (
    <div className={styles.level}>
      <b className={styles.number}>{score}</b>
      <span className={styles.of}>of {mostScore}</span>
      <span className={styles.bar} aria-hidden><span className={styles.fill} style={{ inlineSize: `${Math.min(score, mostScore)}%` }} /></span>
    </div>
  );
}

function Override({ lead, score: { override, computed, canOverride } }: { lead: Lead; score: LeadScore }) {
  const remove = useAction(removeScoreOverride);
  if (!override) return null;
  return (
    <div className={styles.override}>
      <p className={styles.said}>
        <b>{override.byName}</b> said so <When at={override.at} />{override.reason && <>: “{override.reason}”</>}
        {computed !== null && <> The rules say {computed}.</>}
      </p>
      {canOverride && lead.can.edit && (
        <Button size="compact-sm" onClick={() => void remove.run({ params: { id: lead.id } })} loading={remove.isRunning}>Go by the rules</Button>
      )}
    </div>
  );
}

function Reasons({ score: { reasons, override } }: { score: LeadScore }) {
  const names = useScoreNames();
  if (names.isPending) return null;
  return (
    <ul className={override ? `${styles.reasons} ${styles.aside}` : styles.reasons} aria-label="Reasons">
      {reasons.map(({ rule, points }) => (
        <li key={rule.id} className={styles.reason}>
          <span>{ruleWords(rule, names)}</span>
          <span className={points < 0 ? `${styles.points} ${styles.less}` : styles.points}>{pointsWords(points)}</span>
        </li>
      ))}
    </ul>
  );
}
