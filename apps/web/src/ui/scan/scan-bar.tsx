import { IconCamera, IconKeyboard, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { lazy, Suspense, useId, useState, type ClipboardEvent, type FormEvent } from 'react';
import { Button, IconButton } from '../button.tsx';
import { TextField } from '../form/fields.tsx';
import { SegmentedControl } from '../segmented.tsx';
import { isSilent, keepSilent } from './beep.ts';
import { scansIn, type Scan } from './labels.ts';
import styles from './scan.module.css';
import { useWedge } from './use-wedge.ts';

const CameraView = lazy(async () => ({ default: (await import('./camera-view.tsx')).CameraView }));
const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

export type ScanWay = 'camera' | 'type';

interface WayProps { way: ScanWay; onChange: (way: ScanWay) => void }

/** By the camera or by hand, and whether it is heard. A scanner with a cable works either way. */
export function ScanWays({ way, onChange }: WayProps) {
  const [silent, setSilent] = useState(isSilent);
  return (
    <div className={styles.ways}>
      <SegmentedControl<ScanWay>
        label="Scan by" value={way} onChange={onChange}
        options={[{ value: 'camera', label: 'Camera', icon: <IconCamera {...icon} /> }, { value: 'type', label: 'Type', icon: <IconKeyboard {...icon} /> }]}
      />
      <IconButton
        label={silent ? 'Let scans be heard' : 'Scan without sound'} size="lg"
        onClick={() => {
          keepSilent(!silent);
          setSilent(!silent);
        }}
      >
        {silent ? <IconVolumeOff {...icon} size={18} /> : <IconVolume {...icon} size={18} />}
      </IconButton>
    </div>
  );
}

interface Props {
  way: ScanWay;
  onScan: (scan: Scan) => void;
  /** What can be scanned here: “Serial number, item code or MAC”. */
  label: string;
  hint?: string;
  /** Said below the camera’s picture. */
  told?: string;
  /** False while a dialog asks something: a scanner’s keys are then the dialog’s. */
  listens?: boolean;
}

/** The one way in which codes come in: read by the camera, by a scanner that types, typed, or pasted as a list. */
export function ScanBar({ way, onScan, label, hint, told, listens = true }: Props) {
  useWedge(onScan, listens);
  if (way === 'type') return <TypedCode label={label} onScan={onScan} {...(hint ? { hint } : {})} />;
  return (
    <Suspense fallback={<div className={styles.camera}><span className={styles.told}>Starting the camera …</span></div>}>
      {listens ? <CameraView onScan={onScan}>{told}</CameraView> : <div className={styles.camera} />}
    </Suspense>
  );
}

function TypedCode({ label, hint, onScan }: { label: string; hint?: string; onScan: (scan: Scan) => void }) {
  const [typed, setTyped] = useState('');
  const name = useId();
  const add = (event: FormEvent) => {
    event.preventDefault();
    for (const scan of scansIn(typed)) onScan(scan);
    setTyped('');
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/\n/.test(text.trim())) return;
    // A field of one line would run a list together.
    event.preventDefault();
    for (const scan of scansIn(text)) onScan(scan);
  };
  return (
    <form className={styles.typed} onSubmit={add} onPaste={paste}>
      <TextField
        label={label} monospace autoComplete="off" name={name} value={typed} onChange={(text) => setTyped(String(text))} error={undefined} required={false} maxLength={200}
      />
      <Button type="submit" look="tint" disabled={!typed.trim()}>Add</Button>
      {hint && <p className={styles.hint}>{hint}</p>}
    </form>
  );
}
