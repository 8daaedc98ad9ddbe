import { complaintPlace } from './complaint.ts';
import { element } from './element.ts';
import type { Field } from './text-field.ts';

/** That the provider may call back; never ticked beforehand. */
export function consentField(provider: string): Field {
  const input = element('input', { id: 'consent', name: 'consent', type: 'checkbox' });
  const { place: error, show } = complaintPlace('consent', input);
  input.addEventListener('change', () => show(null));
  return {
    name: 'consent',
    root: element('div', { class: 'field' },
      element('label', { class: 'consent' },
        input, element('span', {}, `${provider} may call or text me about this request.`)),
      error),
    input,
    value: () => (input.checked ? 'yes' : ''),
    check: () => {
      const words = input.checked ? null : 'Tick this, so that we may call you back.';
      show(words);
      return words;
    },
    show,
  };
}
