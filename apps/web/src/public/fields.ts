import { element } from './element.ts';

export interface FieldOptions {
  name: string;
  label: string;
  type?: string;
  autocomplete: string;
  inputmode?: string;
  required?: boolean;
  /** What is wrong with a value, in words; null where nothing is. */
  check?: (value: string) => string | null;
}

export interface Field {
  element: HTMLElement;
  name: string;
  value(): string;
  /** Says what is wrong, or with null that nothing is. */
  say(problem: string | null): void;
  /** Checks the value; true where it can be sent. */
  holds(): boolean;
}

/** A labelled input that says what is wrong beside itself: gently, once it was left, and again only while it is. */
export function field({ name, label, type = 'text', autocomplete, inputmode, required = false, check }: FieldOptions): Field {
  const input = element('input', { id: name, name, type, autocomplete, inputmode, required, maxlength: '200', 'aria-describedby': `${name}-hint` });
  const hint = element('p', { class: 'hint bad', id: `${name}-hint` });
  const value = () => input.value.trim();
  const problem = () => (value() === '' ? (required ? `${label} is needed.` : null) : (check?.(value()) ?? null));
  const say = (text: string | null) => {
    hint.textContent = text ?? '';
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  input.addEventListener('blur', () => { if (value() !== '') say(problem()); });
  input.addEventListener('input', () => { if (input.hasAttribute('aria-invalid')) say(problem()); });
  const optional = required ? false : element('span', { class: 'optional' }, ' (optional)');
  return {
    element: element('div', { class: 'field' }, element('label', { for: name }, label, optional), input, hint),
    name, value, say,
    holds: () => {
      const found = problem();
      say(found);
      return !found;
    },
  };
}

/** Counted, not judged: which numbers exist is for the server, which knows the country. */
export function phoneProblem(value: string): string | null {
  const digits = value.replace(/\D/g, '').length;
  if (/[^\d\s+().\-/]/.test(value)) return 'A phone number has digits only.';
  return digits < 7 ? 'This number is too short.' : digits > 15 ? 'This number is too long.' : null;
}

export const emailProblem = (value: string): string | null => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : 'This is not an email address.');
