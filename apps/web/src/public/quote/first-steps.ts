import type { Signature } from '@lastmile/contracts';
import { complaintPlace } from '../complaint.ts';
import { element } from '../element.ts';
import { textField } from '../text-field.ts';
import type { Memory } from './memory.ts';
import type { Quote } from './quote-api.ts';
import { signaturePad } from './signature-pad.ts';

/** What is asked before a code is sent. */
export interface FirstStep {
  root: HTMLElement;
  /** Whether it is whole; says what is not, and goes there. */
  check: () => boolean;
  signature?: () => Signature | null;
  reason?: () => string | null;
}

/** The name as a signature, and a drawing of it for who wants to. */
export function signStep({ signatureRequired }: Quote, memory: Memory): FirstStep {
  const name = textField({
    name: 'name', label: signatureRequired ? 'Your full name, as your signature' : 'Your full name (optional)', value: memory.kept.name ?? '',
    complaint: (value) => (signatureRequired && !value.trim() ? 'Sign with your name.' : null), attributes: { autocomplete: 'name', maxlength: 120 },
  });
  name.input.addEventListener('input', () => memory.keep({ name: name.value() }));
  const pad = signaturePad(memory.kept.strokes ?? [], (strokes) => memory.keep({ strokes }));
  const draw = element('button', { type: 'button', class: 'more', 'aria-expanded': 'false' }, 'Draw it too');
  const show = (shown: boolean) => {
    pad.root.hidden = !shown;
    draw.hidden = shown;
  };
  draw.addEventListener('click', () => {
    show(true);
    pad.root.scrollIntoView({ block: 'nearest' });
  });
  show(pad.strokes().length > 0);
  return {
    root: element('form', { class: 'step', novalidate: true }, name.root, draw, pad.root),
    check: () => {
      if (name.check() === null) return true;
      name.input.focus();
      return false;
    },
    signature: () => {
      const strokes = pad.strokes().filter(({ length }) => length > 0);
      return name.value() ? { name: name.value(), strokes: strokes.length > 0 ? strokes : null } : null;
    },
  };
}

/** Why not; nobody has to say. */
export function reasonStep(memory: Memory): FirstStep {
  const { root, input } = textArea('reason', 'What keeps you from it? (optional)', memory.kept.reason ?? '', 500);
  input.addEventListener('input', () => memory.keep({ reason: input.value }));
  return { root: element('form', { class: 'step' }, root), check: () => true, reason: () => input.value.trim() || null };
}

export function textArea(name: string, label: string, value: string, maxlength: number) {
  const input = element('textarea', { id: name, name, class: 'input', rows: 4, maxlength });
  input.value = value;
  const { place, show } = complaintPlace(name, input);
  return { root: element('div', { class: 'field' }, element('label', { for: name }, label), input, place), input, show };
}
