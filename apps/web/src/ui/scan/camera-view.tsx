import { IconBulb, IconBulbFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Notice, NoticeAction } from '../notice.tsx';
import type { Scan } from './labels.ts';
import styles from './scan.module.css';
import { useCamera, type CameraState } from './use-camera.ts';

const troubles: { readonly [state in Exclude<CameraState, 'starting' | 'on'>]: { title: string; words: string; again: boolean } } = {
  blocked: { title: 'The camera is blocked.', words: 'Allow it for this site in the browser’s settings, then try again. Typing and a scanner with a cable work meanwhile.', again: true },
  none: { title: 'There is no camera here.', words: 'Type the code, or use a scanner with a cable.', again: true },
  insecure: { title: 'The camera needs https.', words: 'Open Lastmile by its https address. Typing and a scanner with a cable work here too.', again: false },
  failed: { title: 'The camera did not start.', words: 'Another app may be using it.', again: true },
};

interface Props {
  onScan: (scan: Scan) => void;
  /** What is to be done now: “Point at the next code”. */
  children?: ReactNode;
}

/** What the camera sees, reading codes one after the other. Fetched when it is first shown. */
export function CameraView({ onScan, children = 'Point at the next code' }: Props) {
  const { video, state, again, light } = useCamera(onScan);
  const trouble = state === 'starting' || state === 'on' ? null : troubles[state];
  if (trouble) {
    return (
      <Notice tone="warning" title={trouble.title} announced action={trouble.again && <NoticeAction onClick={again}>Try again</NoticeAction>}>{trouble.words}</Notice>
    );
  }
  return (
    <div className={styles.camera}>
      {/* Nothing is heard, and what is seen is said below. */}
      <video ref={video} className={styles.picture} muted playsInline aria-label="What the camera sees" />
      <span className={styles.corners} aria-hidden />
      <span className={styles.told} role="status">{state === 'starting' ? 'Starting the camera …' : children}</span>
      {light && (
        <button type="button" className={styles.light} aria-pressed={light.isOn} aria-label="Light" onClick={light.toggle}>
          {light.isOn ? <IconBulbFilled size={22} stroke={1.75} aria-hidden /> : <IconBulb size={22} stroke={1.75} aria-hidden />}
        </button>
      )}
    </div>
  );
}
