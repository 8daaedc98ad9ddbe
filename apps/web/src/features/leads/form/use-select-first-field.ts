import { useCallback } from 'react';

/** Begins in the first field: who adds a lead has just heard a name. Give it to what holds the fields, as its ref. */
export function useSelectFirstField() {
  return useCallback((place: HTMLElement | null) => {
    place?.querySelector('input, textarea')?.setAttribute('data-autofocus', '');
  }, []);
}
