import { useState } from 'react';
import { showToast } from '../ui/toast.tsx';
import type { Point } from './point.ts';

/** Degrees with five decimals are a metre. */
const decimals = 5;

/** Asks the device where it is; where it does not say, a toast does. Null where this browser cannot be asked. */
export function usePosition(found: (point: Point) => void): { locate: () => void; isLocating: boolean } | null {
  const [isLocating, setLocating] = useState(false);
  // Browsers tell the position only to pages that were fetched safely.
  if (!window.isSecureContext || !('geolocation' in navigator)) return null;
  const locate = () => {
    setLocating(true);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      found({ latitude: Number(coords.latitude.toFixed(decimals)), longitude: Number(coords.longitude.toFixed(decimals)) });
      setLocating(false);
    }, () => {
      setLocating(false);
      showToast({ tone: 'warning', title: 'This device did not say where it is.', text: 'Write the place in words.' });
    }, { enableHighAccuracy: true, timeout: 15_000 });
  };
  return { locate, isLocating };
}
