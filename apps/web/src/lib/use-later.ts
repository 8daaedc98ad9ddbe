import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keepFirstRequests } from './first-requests.ts';

/**
 * False until what the page shows first has been answered, then true for good. What a page can be read without, such as
 * figures beside its navigation and the choices of its menus, is asked for then: it would only stand in the way before.
 */
export function useLater(): boolean {
  const client = useQueryClient();
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    if (isLater) return undefined;
    let drawing = 0;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      if (client.isFetching() > 0) {
        look();
        return;
      }
      // Before whoever waits for this asks: none of that is first.
      keepFirstRequests();
      setLater(true);
    };
    const afterDrawing = () => {
      soon = setTimeout(settle);
    };
    const look = () => {
      cancelAnimationFrame(drawing);
      if (client.isFetching() === 0) drawing = requestAnimationFrame(afterDrawing);
    };
    look();
    const stop = client.getQueryCache().subscribe(look);
    return () => {
      cancelAnimationFrame(drawing);
      clearTimeout(soon);
      stop();
    };
  }, [client, isLater]);
  return isLater;
}
