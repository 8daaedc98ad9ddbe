import { useDraggable } from '@dnd-kit/core';
import { memo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import type { LeadCard } from '@lastmile/contracts';
import { useBoardShared } from './board-context.tsx';
import { CardMenu } from './card-menu.tsx';
import { useDrag } from './drag-state.ts';
import { CardMenuButton, ClaimButton, LeadCardFace } from './lead-card.tsx';
import styles from './draggable-card.module.css';

interface Props {
  card: LeadCard;
  /** It stands in an order of its own, so it moves by its menu alone. */
  fixed?: boolean;
}

/** A card that can be dragged, opened, claimed, and moved by a menu or by keys. */
export const DraggableCard = memo(function DraggableCard({ card, fixed = false }: Props) {
  const { drag, mayMove, lift } = useBoardShared();
  const navigate = useNavigate();
  const movable = mayMove(card);
  const { setNodeRef, listeners } = useDraggable({ id: card.id, data: { card }, disabled: !movable || fixed });
  const isLifted = useDrag(drag, (current) => current?.card.id === card.id);

  const openUnlessPressed = (event: MouseEvent) => {
    if (!(event.target as Element).closest('a, button')) void navigate(`/leads/${card.id}`);
  };
  const liftBySpace = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !movable || fixed || !(event.target as Element).matches('[data-card-link]')) return;
    event.preventDefault();
    if (!drag.current) lift(card);
  };

  return (
    // The link and the buttons inside are the ways in for everybody; pressing the rest of the card is a shortcut.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={setNodeRef} className={isLifted ? `${styles.card} ${styles.away}` : styles.card} data-lead={card.id}
      {...(movable && !fixed ? listeners : {})} onClick={openUnlessPressed} onKeyDown={liftBySpace}
    >
      <CardContent card={card} movable={movable} />
    </div>
  );
});

/** Apart from the part that a drag draws again. */
const CardContent = memo(function CardContent({ card, movable }: { card: LeadCard; movable: boolean }) {
  const { mayClaim, claim } = useBoardShared();
  return (
    <LeadCardFace
      card={card} menu={<LazyMenu card={card} movable={movable} />}
      claim={mayClaim && !card.convertedAt ? <ClaimButton card={card} onClaim={claim} /> : null}
    />
  );
});

/** A menu costs more to draw than its card; it is made when it is first asked for. */
function LazyMenu({ card, movable }: { card: LeadCard; movable: boolean }) {
  const [asked, setAsked] = useState(false);
  if (asked) return <CardMenu card={card} movable={movable} />;
  return <CardMenuButton card={card} aria-haspopup="menu" aria-expanded={false} onClick={() => setAsked(true)} />;
}
