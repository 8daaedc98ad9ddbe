import { useRef, type PointerEvent } from 'react';
import { Button } from '../../ui/index.ts';
import styles from './orders.module.css';

/** The box that strokes are measured in, whatever size it has on the screen. */
const width = 600;
const height = 200;
const mostPoints = 1000;
const mostStrokes = 60;

interface Props {
  strokes: readonly number[][];
  onChange: (strokes: number[][]) => void;
}

/** Where the customer signs with a finger. */
export function SignaturePad({ strokes, onChange }: Props) {
  const drawing = useRef(false);
  const at = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.min(Math.max(Math.round(value), 0), most);
    return [within(((event.clientX - box.left) / box.width) * width, width), within(((event.clientY - box.top) / box.height) * height, height)];
  };
  return (
    <div>
      <div className={styles.padHead}>
        <span id="signature-label">Signature</span>
        {strokes.length > 0 && <Button look="quiet" size="xs" onClick={() => onChange([])}>Clear</Button>}
      </div>
      <svg
        className={styles.pad} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="signature-label"
        onPointerDown={(event) => {
          if (strokes.length >= mostStrokes) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          onChange([...strokes, at(event)]);
        }}
        onPointerMove={(event) => {
          const last = strokes.at(-1);
          if (!drawing.current || !last || last.length > mostPoints) return;
          onChange([...strokes.slice(0, -1), [...last, ...at(event)]]);
        }}
        onPointerUp={() => { drawing.current = false; }}
        onPointerCancel={() => { drawing.current = false; }}
      >
        <Strokes strokes={strokes} />
      </svg>
    </div>
  );
}

/** A signature as it was drawn; black on white in both themes, as on paper. */
export function SignatureDrawing({ strokes, name }: { strokes: readonly (readonly number[])[]; name: string }) {
  return (
    <svg className={styles.pad} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Signature of ${name}`}>
      <Strokes strokes={strokes} />
    </svg>
  );
}

function Strokes({ strokes }: { strokes: readonly (readonly number[])[] }) {
  return strokes.map((stroke, index) => (
    // A stroke has no name but its place.
    // eslint-disable-next-line react/no-array-index-key
    <polyline key={index} points={stroke.join(' ')} fill="none" stroke="#111" strokeWidth={3} strokeLinecap="round" strokeLinejoin="round" />
  ));
}
