import { useState } from 'react';
import { pointIn, pointInWords } from '../../lib/point.ts';
import { TextField } from './fields.tsx';
import { useLocateButton } from './locate-button.tsx';
import type { FieldProps } from './use-contract-form.ts';

interface Props extends FieldProps {
  label: string;
}

/**
 * A point on the map as two numbers, as maps copy them: “-1.28638, 36.81722”. Holds `{ latitude, longitude }`, or what was typed while that is no point.
 */
export function PointField({ value, onChange, ...props }: Props) {
  const [typed, setTyped] = useState(() => pointInWords(value));
  const [held, setHeld] = useState(value);
  // The form was filled with something else, as by “Load theirs”.
  if (held !== value) {
    setHeld(value);
    setTyped(pointInWords(value));
  }
  const put = (text: string, point: unknown) => {
    setTyped(text);
    setHeld(point);
    onChange(point);
  };
  const locating = useLocateButton((position) => put(pointInWords(position), position));
  return (
    <TextField
      {...props} value={typed} placeholder="-1.28638, 36.81722" inputMode="text" autoComplete="off" {...locating}
      onChange={(text) => put(String(text), pointIn(String(text)) ?? text)}
    />
  );
}
