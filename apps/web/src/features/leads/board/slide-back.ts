import { flushSync } from 'react-dom';

const milliseconds = 220;

/**
 * Puts a card back where it was and shows the way: a picture of it slides there from the place it was dropped at.
 * `putBack` changes what is shown. Where people want less motion, or the card is not in sight, it is simply back.
 */
export function slideBack(leadId: string, putBack: () => void): void {
  const dropped = cardElement(leadId);
  const from = dropped?.getBoundingClientRect();
  const picture = dropped?.cloneNode(true) as HTMLElement | undefined;
  flushSync(putBack);
  const home = cardElement(leadId);
  if (!from || !picture || !home || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const to = home.getBoundingClientRect();
  picture.removeAttribute('data-lead');
  picture.setAttribute('inert', '');
  Object.assign(picture.style, {
    position: 'fixed', zIndex: '250', margin: '0', transform: '',
    top: `${to.top}px`, left: `${to.left}px`, width: `${to.width}px`,
  });
  document.body.append(picture);
  home.style.visibility = 'hidden';
  const slide = picture.animate(
    [{ transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)` }, { transform: 'none' }],
    { duration: milliseconds, easing: 'ease-out' },
  );
  const arrived = () => {
    picture.remove();
    home.style.visibility = '';
  };
  slide.finished.then(arrived, arrived);
}

/** The card of a lead where it is drawn now, if it is. */
export function cardElement(leadId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-lead="${CSS.escape(leadId)}"]`);
}
