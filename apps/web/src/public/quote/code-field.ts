import { complaintPlace } from '../complaint.ts';
import { element } from '../element.ts';

const digits = 6;

export interface CodeField { root: HTMLElement; input: HTMLInputElement; value: () => string; clear: () => void; show: (complaint: string | null) => void }

/**
 * Six boxes to look at above one field: whoever pastes, has the phone fill it in or does not see it has a single field. Blanks and
 * whatever else comes with a pasted code fall away.
 */
export function codeField(submit: () => void): CodeField {
  const input = element('input', {
    id: 'code', class: 'code-input', type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', spellcheck: 'false', 'aria-label': 'Six-digit code', required: true,
  });
  const boxes = Array.from({ length: digits }, () => element('span', { class: 'code-box' }));
  const { place, show } = complaintPlace('code', input);
  place.setAttribute('role', 'alert');

  const draw = () => {
    for (const [index, box] of boxes.entries()) {
      box.textContent = input.value[index] ?? '';
      box.classList.toggle('next', index === Math.min(input.value.length, digits - 1));
    }
  };
  input.addEventListener('input', () => {
    input.value = input.value.replace(/\D/g, '').slice(0, digits);
    if (!place.hidden) show(null);
    draw();
  });
  // What stands in the boxes is typed from the end on.
  const toEnd = () => input.setSelectionRange(input.value.length, input.value.length);
  input.addEventListener('focus', toEnd);
  input.addEventListener('click', toEnd);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') submit();
  });
  draw();
  return {
    root: element('div', { class: 'field' }, element('div', { class: 'code' }, input, element('div', { class: 'code-boxes', 'aria-hidden': 'true' }, ...boxes)), place),
    input,
    value: () => input.value,
    clear: () => {
      input.value = '';
      draw();
    },
    show,
  };
}
