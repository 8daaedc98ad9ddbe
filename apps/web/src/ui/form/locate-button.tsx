import { IconCurrentLocation } from '@tabler/icons-react';
import type { Point } from '../../lib/point.ts';
import { usePosition } from '../../lib/use-position.ts';
import { IconButton } from '../button.tsx';

/** What stands at the end of a field to fill it with where one is; nothing where the device cannot be asked. */
export function useLocateButton(found: (point: Point) => void) {
  const position = usePosition(found);
  if (!position) return {};
  return {
    end: (
      <IconButton label="Use my location" onClick={position.locate} loading={position.isLocating}>
        <IconCurrentLocation size={18} stroke={1.75} aria-hidden />
      </IconButton>
    ),
    endWidth: 44,
  };
}
