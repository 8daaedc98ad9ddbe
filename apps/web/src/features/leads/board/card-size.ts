/**
 * How tall a card is and how far apart cards stand, in pixels, at a desk and under a thumb. Every card has the same
 * four lines, so a column of thousands knows where each of its cards is without measuring one. `lead-card.module.css`
 * has the same numbers.
 */
export interface CardSize {
  height: number;
  gap: number;
}

export const deskCard: CardSize = { height: 114, gap: 8 };
export const phoneCard: CardSize = { height: 132, gap: 10 };

/** The room that opens where a dragged card would land. */
export const slotHeight = 52;
