import { useRef } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

interface OpenDialog<Name extends string> {
  /** Which dialog is open, or null. */
  name: Name | null;
  /** The record it is about, where it is about one. */
  record: string | null;
  open: (name: Name, record?: string) => void;
  close: () => void;
}

/**
 * A page's open dialog, kept in the address as `?dialog=edit&record=…`, so that it can be linked to and Back closes it.
 */
export function useUrlDialog<Name extends string>(): OpenDialog<Name> {
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { openedHere?: boolean } | null };
  const opener = useRef<HTMLElement | null>(null);
  const current = query.get('dialog') as Name | null;

  const open = (name: Name, record?: string) => {
    if (!current) opener.current = whatOpens(document.activeElement);
    setQuery((before) => {
      const after = without(before);
      after.set('dialog', name);
      if (record) after.set('record', record);
      return after;
      // One dialog that follows another takes its place: closing it leads to the page and not to the one before.
    }, { replace: current !== null, state: current ? state : { openedHere: true }, preventScrollReset: true });
  };

  const close = () => {
    // Back, where there is something to go back to; else an address that was opened as it stands would leave the
    // product.
    if (state?.openedHere) void navigate(-1);
    else setQuery(without, { replace: true, preventScrollReset: true });
    giveBackFocus(opener.current);
  };

  return { name: current, record: query.get('record'), open, close };
}

function without(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete('dialog');
  rest.delete('record');
  return rest;
}

/** The button that was pressed; for a row of a menu, which is gone by then, the button that opened the menu. */
function whatOpens(pressed: Element | null): HTMLElement | null {
  const menu = pressed?.closest('[role="menu"]');
  const target = menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : pressed;
  return target instanceof HTMLElement ? target : null;
}

function giveBackFocus(to: HTMLElement | null) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.activeElement === document.body && to?.isConnected) to.focus();
  }));
}
