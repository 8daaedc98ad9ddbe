import { useEffect, useState } from 'react';

/** A value once it has stopped changing for a moment: what is asked about while somebody types. */
export function useSettled<Value>(value: Value, milliseconds = 300): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const soon = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(soon);
  }, [value, milliseconds]);
  return settled;
}
