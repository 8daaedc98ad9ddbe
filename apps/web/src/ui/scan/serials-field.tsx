import { IconBarcode } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../button.tsx';
import { TextField } from '../form/fields.tsx';
import { beep } from './beep.ts';
import { isMac, type Scan } from './labels.ts';
import { serialsIn, withScan } from './serials.ts';
import styles from './scan.module.css';
import { useWedge } from './use-wedge.ts';

const CameraView = lazy(async () => ({ default: (await import('./camera-view.tsx')).CameraView }));

interface Props {
  label: string;
  hint: string;
  /** What the form says of any of them. */
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (text: string) => void;
  /** Where something else writes serials into it too. */
  value?: string;
  rows?: number;
  /** There are more of them on the screen: a scan goes to the one that has the keyboard. */
  amongOthers?: boolean;
}

/** Serial numbers as they come from the camera, a scanner, a list or the keyboard: one a line, counted while they come in. */
export function SerialsField({ label, hint, errors, onChange, value, rows = 4, amongOthers = false }: Props) {
  const [own, setOwn] = useState('');
  const [films, setFilms] = useState(false);
  const [told, setTold] = useState<string>();
  const [hasKeyboard, setHasKeyboard] = useState(false);
  const text = value ?? own;
  const many = serialsIn(text).length;
  const error = Object.entries(errors).find(([name]) => /^(units|serials|quantity)/.test(name))?.[1];
  const write = (next: string) => {
    setOwn(next);
    onChange(next);
  };
  const scan = (one: Scan) => {
    const next = withScan(text, one);
    beep(next !== text);
    setTold(next === text ? `${one.code} is in here already` : isMac(one.code) ? `${one.code} is its MAC address` : `${one.code} added`);
    write(next);
  };
  useWedge(scan, hasKeyboard || !amongOthers);
  return (
    <div className={styles.serials} onFocus={() => setHasKeyboard(true)} onBlur={() => setHasKeyboard(false)}>
      {films && <Suspense fallback={null}><CameraView onScan={scan}>{told}</CameraView></Suspense>}
      <TextField
        label={many > 0 ? `${label}: ${many}` : label} hint={hint} rows={rows} monospace name="serials" required={false} maxLength={undefined} value={text} error={error}
        onChange={(typed) => write(String(typed))}
      />
      <div><Button size="xs" icon={<IconBarcode size={16} stroke={1.75} aria-hidden />} onClick={() => setFilms(!films)}>{films ? 'Close the camera' : 'Scan with the camera'}</Button></div>
    </div>
  );
}
