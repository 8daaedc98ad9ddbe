import { useEffect, useRef, useState, type RefObject } from 'react';
import { barcodeReader } from './barcode-reader.ts';
import type { Scan } from './labels.ts';
import { createSightings } from './sightings.ts';

export type CameraState = 'starting' | 'on' | 'blocked' | 'none' | 'insecure' | 'failed';

/** Between two looks, in milliseconds: as often as a cheap phone can without growing hot. */
const pace = 100;

const failures: { [name: string]: CameraState } = { NotAllowedError: 'blocked', SecurityError: 'blocked', NotFoundError: 'none', OverconstrainedError: 'none' };

interface Camera {
  video: RefObject<HTMLVideoElement | null>;
  state: CameraState;
  again: () => void;
  /** Null where the camera has no light. */
  light: { isOn: boolean; toggle: () => void } | null;
}

/** The camera on the back of a phone, reading codes for as long as it is shown; off while the page is out of sight. */
export function useCamera(onScan: (scan: Scan) => void): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [attempt, setAttempt] = useState(0);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [isLit, setLit] = useState(false);
  const visible = useVisible();
  const take = useRef(onScan);
  useEffect(() => { take.current = onScan; });

  useEffect(() => {
    if (!visible) return undefined;
    const turn = { ended: false };
    let stream: MediaStream | undefined;
    const stop = () => {
      turn.ended = true;
      for (const one of stream?.getTracks() ?? []) one.stop();
      setTrack(null);
      setLit(false);
    };
    const run = async () => {
      setState('starting');
      // Browsers give no camera to a page that came over plain http.
      if (!navigator.mediaDevices) return setState('insecure');
      const readCodes = barcodeReader();
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } } });
      if (turn.ended) return stop();
      const picture = video.current!;
      picture.srcObject = stream;
      await picture.play();
      const read = await readCodes;
      if (turn.ended) return undefined;
      setTrack(stream.getVideoTracks()[0] ?? null);
      setState('on');
      const look = createSightings();
      while (!turn.ended) {
        // A picture that cannot be read now is none that says anything; the next one comes.
        const codes = await read(picture).catch(() => []);
        if (!turn.ended) for (const scan of look(codes, performance.now())) take.current(scan);
        await new Promise((resolve) => void setTimeout(resolve, pace));
      }
      return undefined;
    };
    run().catch((thrown: unknown) => {
      if (turn.ended) return;
      setState(failures[(thrown as Error).name] ?? 'failed');
      stop();
    });
    return stop;
  }, [visible, attempt]);

  const hasLight = Boolean((track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch);
  const toggle = () => {
    void track?.applyConstraints({ advanced: [{ torch: !isLit } as MediaTrackConstraintSet] }).then(() => setLit(!isLit));
  };
  return { video, state, again: () => setAttempt((before) => before + 1), light: hasLight ? { isOn: isLit, toggle } : null };
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
