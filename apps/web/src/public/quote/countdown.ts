import { element } from '../element.ts';

/** Counts down to when something may be pressed, and shows it then. Read out only once, not every second. */
export function countdown(button: HTMLElement) {
  const root = element('span', { class: 'countdown' });
  let ends = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const draw = () => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    root.hidden = left === 0;
    button.hidden = left > 0;
    root.textContent = `Nothing yet? New code in ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (left === 0) clearInterval(timer);
  };
  return {
    root,
    start(seconds: number) {
      ends = performance.now() + seconds * 1000;
      clearInterval(timer);
      timer = setInterval(draw, 500);
      draw();
    },
  };
}
