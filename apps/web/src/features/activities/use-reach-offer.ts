import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reach } from '../../lib/reach.ts';
import { usePhone } from '../../lib/viewport.ts';

/** What was opened from here to reach a lead, and when. */
export interface Reached {
  leadId: string;
  by: Reach;
  at: number;
}

/** A phone that opens another app hides this one at once; where nothing was hidden after this time, nothing will be. */
const hidesWithin = 1200;

/**
 * Offers to log a call or a message after one began it here, on a phone: when one comes back from the other app. `offer`
 * is what to ask about; `reach` is called when a link to reach somebody is used.
 */
export function useReachOffer() {
  const phone = usePhone();
  const [offer, setOffer] = useState<Reached | null>(null);
  const begun = useRef<Reached | null>(null);

  const ask = useCallback(() => {
    if (!begun.current || document.visibilityState !== 'visible') return;
    setOffer(begun.current);
    begun.current = null;
  }, []);
  useEffect(() => {
    document.addEventListener('visibilitychange', ask);
    return () => document.removeEventListener('visibilitychange', ask);
  }, [ask]);

  const reach = useCallback((leadId: string, by: Reach) => {
    if (!phone) return;
    begun.current = { leadId, by, at: Date.now() };
    setTimeout(ask, hidesWithin);
  }, [phone, ask]);
  return { offer, reach, close: useCallback(() => setOffer(null), []) };
}
