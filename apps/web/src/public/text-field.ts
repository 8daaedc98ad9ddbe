import { afterPress } from './after-press.ts';
import { complaintPlace } from './complaint.ts';
import { element, icon } from './element.ts';

interface Options {
  name: string;
  label: string;
  value: string;
  /** What is wrong with it, or null. */
  complaint?: (value: string) => string | null;
  /** Worth a tick already while it is typed. */
  looksRight?: (value: string) => boolean;
  attributes?: Record<string, string | number>;
}

export interface Field {
  name: string;
  root: HTMLElement;
  /** Where the keyboard goes when something is wrong with it. */
  input: HTMLElement;
  value: () => string;
  /** Looks at what was typed and shows what is wrong; gives the complaint, or null. */
  check: () => string | null;
  show: (complaint: string | null) => void;
}

/** A label, an input and the place for what is wrong, tied together for those who do not see them. */
export function textField({ name, label, value, complaint = () => null, looksRight, attributes = {} }: Options): Field {
  const input = element('input', { id: name, name, class: 'input', type: 'text', ...attributes });
  input.value = value;
  const tick = element('span', { class: 'tick', hidden: true }, icon('checked', 20));

  const { place: error, show } = complaintPlace(name, input);
  const check = () => {
    const words = complaint(input.value);
    show(words);
    return words;
  };
  const showTick = () => {
    tick.hidden = !looksRight?.(input.value);
  };

  input.addEventListener('input', () => {
    // While one types a complaint is only ever taken back; a new one would be about a word that is not finished.
    if (!error.hidden && complaint(input.value) === null) show(null);
    showTick();
  });
  input.addEventListener('blur', () => {
    afterPress(() => {
      if (input.value.trim()) check();
    });
  });
  showTick();

  const root = element('div', { class: 'field' },
    element('label', { for: name }, label),
    element('div', { class: 'input-place' }, input, tick),
    error);
  return { name, root, input, value: () => input.value.trim(), check, show };
}
