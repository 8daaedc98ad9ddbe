import { IconBarcode } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Button, TextField } from '../../ui/index.ts';
import { beep, isMac, useWedge, type Scan } from '../../ui/scan/index.ts';
import { serialsIn, withScan } from './serials.ts';

const CameraView = lazy(async () => ({ default: (await import('../../ui/scan/camera-view.tsx')).CameraView }));

interface Props {
  label: string;
  hint: string;
  /** What the form says of any of them. */
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (text: string) => void;
}

/** Serial numbers as they come from the camera, a scanner, a list or the keyboard: one a line, counted while they come in. */
export function SerialsField({ label, hint, errors, onChange }: Props) {
  const [text, setText] = useState('');
  const [films, setFilms] = useState(false);
  const [told, setTold] = useState<string>();
  const many = serialsIn(text).length;
  const error = Object.entries(errors).find(([name]) => /^(units|serials|quantity)/.test(name))?.[1];
  const write = (next: string) => {
    setText(next);
    onChange(next);
  };
  const scan = (one: Scan) => {
    const next = withScan(text, one);
    beep(next !== text);
    setTold(next === text ? `${one.code} is in here already` : isMac(one.code) ? `${one.code} is its MAC address` : `${one.code} added`);
    write(next);
  };
  useWedge(scan);
  return (
    <>
      {films && <Suspense fallback={null}><CameraView onScan={scan}>{told}</CameraView></Suspense>}
      <TextField
        label={many > 0 ? `${label}: ${many}` : label} hint={hint} rows={4} monospace name="serials" required={false} maxLength={undefined} value={text} error={error}
        onChange={(typed) => write(String(typed))}
      />
      <div><Button size="xs" icon={<IconBarcode size={16} stroke={1.75} aria-hidden />} onClick={() => setFilms(!films)}>{films ? 'Close the camera' : 'Scan with the camera'}</Button></div>
    </>
  );
}
