let pressed = false;
addEventListener('pointerdown', () => {
  pressed = true;
}, true);
for (const end of ['pointerup', 'pointercancel']) {
  addEventListener(end, () => {
    pressed = false;
  }, true);
}

/**
 * Runs something that moves the page, but never between the two halves of a press: a sentence that appears as a field
 * loses the keyboard to a button would push that button away from under the finger.
 */
export function afterPress(run: () => void) {
  if (!pressed) return run();
  const later = () => {
    removeEventListener('pointerup', later);
    removeEventListener('pointercancel', later);
    // The press becomes a click right after this event.
    setTimeout(run);
  };
  addEventListener('pointerup', later);
  addEventListener('pointercancel', later);
}
