import { element } from '../element.ts';

/** The box in which a signature is kept: 600 by 200, a stroke being x, y, x, y … */
const width = 600;
const height = 200;
const mostStrokes = 60;
const mostNumbers = 2000;

export type Strokes = number[][];

/** A box to draw a signature in, with a finger, a pen or a mouse. */
export function signaturePad(before: Strokes, changed: (strokes: Strokes) => void) {
  const strokes: Strokes = before.map((stroke) => [...stroke]);
  const canvas = element('canvas', { class: 'pad', width, height, role: 'img', 'aria-label': 'Your drawn signature' });
  const again = element('button', { type: 'button', class: 'more' }, 'Start over');
  let drawing: number[] | null = null;

  const paint = () => {
    const brush = canvas.getContext('2d');
    if (!brush) return;
    brush.clearRect(0, 0, width, height);
    Object.assign(brush, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: getComputedStyle(canvas).color });
    for (const stroke of strokes) {
      brush.beginPath();
      brush.moveTo(stroke[0]!, stroke[1]!);
      for (let at = 0; at + 1 < stroke.length; at += 2) brush.lineTo(stroke[at]!, stroke[at + 1]!);
      brush.stroke();
    }
    again.hidden = strokes.length === 0;
  };
  const add = ({ clientX, clientY }: PointerEvent) => {
    if (!drawing || drawing.length + 2 > mostNumbers) return;
    const box = canvas.getBoundingClientRect();
    const within = (at: number, most: number) => Math.max(0, Math.min(most, Math.round(at * most)));
    drawing.push(within((clientX - box.left) / box.width, width), within((clientY - box.top) / box.height, height));
    paint();
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (strokes.length >= mostStrokes) return;
    canvas.setPointerCapture(event.pointerId);
    drawing = [];
    strokes.push(drawing);
    add(event);
  });
  canvas.addEventListener('pointermove', add);
  for (const end of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(end, () => {
      if (drawing) changed(strokes);
      drawing = null;
    });
  }
  again.addEventListener('click', () => {
    strokes.length = 0;
    changed(strokes);
    paint();
    canvas.scrollIntoView({ block: 'nearest' });
  });
  // Its colour is known once it stands on the page.
  requestAnimationFrame(paint);
  return { root: element('div', { class: 'field' }, element('p', { class: 'label' }, 'Draw your signature'), canvas, again), strokes: () => strokes };
}
