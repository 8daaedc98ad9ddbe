import { element, icon } from './element.ts';

/** The place below a control that says what is wrong with it, tied to the control for those who do not see it. */
export function complaintPlace(name: string, control: HTMLElement) {
  const place = element('p', { id: `${name}-error`, class: 'complaint', hidden: true });
  const show = (words: string | null) => {
    place.hidden = words === null;
    place.replaceChildren(...(words === null ? [] : [icon('alert', 16), words]));
    if (words === null) {
      control.removeAttribute('aria-invalid');
      control.removeAttribute('aria-describedby');
    } else {
      control.setAttribute('aria-invalid', 'true');
      control.setAttribute('aria-describedby', place.id);
    }
  };
  return { place, show };
}
