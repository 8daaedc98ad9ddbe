import { IconDots, IconLoader2, IconLock } from '@tabler/icons-react';
import { memo, type ComponentPropsWithRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { LeadCard as Card } from '@lastmile/contracts';
import { formatAge } from '../../../lib/format.ts';
import { useNow } from '../../../lib/now.ts';
import { Avatar, ContactMark, DueLabel, Money, ScoreMark, TagLabels } from '../../../ui/index.ts';
import styles from './lead-card.module.css';

/** The element that says which keys move a card. */
export const cardKeysId = 'lead-card-keys';

interface Props {
  card: Card;
  /** At the end of the first line. */
  menu?: ReactNode;
  /** Instead of the owner, who is nobody yet. */
  claim?: ReactNode;
  /** Under a pointer, between two places. */
  lifted?: boolean;
}

/** What a card says: who, what and where, the next step, what it would bring and whose it is. */
export const LeadCardFace = memo(function LeadCardFace({ card, menu, claim, lifted = false }: Props) {
  const wish = [card.offerName, card.place].filter(Boolean).join(' · ');
  return (
    <div className={lifted ? `${styles.face} ${styles.lifted}` : styles.face}>
      <div className={styles.head}>
        {lifted ? <span className={styles.name}>{card.title}</span> : <Name card={card} />}
        {card.score !== null && <ScoreMark score={card.score} isOverridden={card.scoreOverridden} />}
        {menu}
      </div>
      <div className={styles.about}>
        <span className={styles.wish} title={wish || undefined}>{wish || 'No package yet'}</span>
        {card.doNotContact ? <ContactMark /> : <TagLabels tags={card.tags} most={1} />}
      </div>
      <div className={styles.step}><Step card={card} /></div>
      <div className={styles.foot}>
        <span className={styles.value}><Money amount={card.value} /></span>
        <span aria-hidden>·</span>
        <Age since={card.stageEnteredAt} withHere={card.ownerId !== null} />
        <span className={styles.owner}>
          {card.ownerId ? <Avatar name={card.ownerName ?? 'Somebody'} id={card.ownerId} size="xs" named /> : claim}
        </span>
      </div>
    </div>
  );
});

function Name({ card: { id, title } }: { card: Card }) {
  return (
    <Link
      className={styles.name} to={`/leads/${id}`} title={title} draggable={false} data-card-link
      aria-describedby={cardKeysId}
    >
      {title}
    </Link>
  );
}

/** The next step; what keeps a lead from having one says so instead. */
function Step({ card }: { card: Card }) {
  if (card.conversionState === 'running') {
    return <span className={styles.running}><IconLoader2 size={14} stroke={1.75} aria-hidden />Converting</span>;
  }
  if (card.convertedAt) {
    return <span className={styles.locked}><IconLock size={14} stroke={1.75} aria-hidden />Converted</span>;
  }
  if (card.status === 'won' || card.status === 'lost') {
    return card.followUp.state === 'none' ? null : <DueLabel due={card.followUp} withNote compact />;
  }
  return <DueLabel due={card.followUp} withNote compact />;
}

function Age({ since, withHere }: { since: string; withHere: boolean }) {
  const age = formatAge(since, useNow());
  return <span className={styles.age}>{withHere ? `${age} here` : age}</span>;
}

/** The three dots of a card; the same for every card, so that a column of hundreds does not carry as many menus. */
export function CardMenuButton({ card, className = '', ...button }: { card: Card } & ComponentPropsWithRef<'button'>) {
  return (
    <button
      type="button" className={`${styles.menu} ${className}`} aria-label={`Move or more: ${card.title}`} {...button}
    >
      <IconDots size={16} stroke={1.75} aria-hidden />
    </button>
  );
}

export function ClaimButton({ card, onClaim }: { card: Card; onClaim: (card: Card) => void }) {
  return (
    <button
      type="button" className={styles.claim} aria-label={`Claim ${card.title}`} onClick={() => onClaim(card)}
    >
      Claim
    </button>
  );
}
