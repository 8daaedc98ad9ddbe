import { randomId } from '../lib/random.ts';
import { failureOf } from './call.ts';
import { emailComplaint, looksWhole, nameComplaint, phoneComplaint } from './check-answer.ts';
import { consentField } from './consent-field.ts';
import { draftOf } from './draft.ts';
import { element } from './element.ts';
import { failureBox, summaryBox } from './form-messages.ts';
import { packageChoice } from './package-choice.ts';
import { sendAnswer, type Answer, type Form } from './signup-api.ts';
import { textField, type Field } from './text-field.ts';

// The server takes what comes back sooner for a program's; a browser that fills in everything by itself can be as fast.
const fastestMilliseconds = 2700;

export interface Sent {
  name: string;
  phone: string;
  /** The provider's thanks. */
  message: string;
}

/** The form itself. It keeps what was typed whatever happens, sends once, and calls `sent` when the provider has it. */
export function signupForm(widgetId: string, form: Form, sent: (what: Sent) => void): HTMLElement {
  const openedAt = performance.now();
  const draft = draftOf(`signup-${widgetId}`);
  const fields = fieldsOf(form, draft.read());
  const trap = element('input', { name: 'website', type: 'text', tabindex: -1, autocomplete: 'off' });
  const messages = element('div', { class: 'messages' });
  const button = element('button', { type: 'submit', class: 'button' }, form.buttonText);
  let attempt = { body: '', key: '' };
  let running = false;

  const root = element('form', { class: 'form', novalidate: true },
    element('div', { class: 'head' },
      element('h1', {}, form.title), form.introduction && element('p', { class: 'introduction' }, form.introduction)),
    messages,
    ...fields.map((field) => field.root),
    // Off the page and out of everybody's way; only programs that fill in every field find it.
    element('div', { class: 'trap', 'aria-hidden': 'true' }, element('label', {}, 'Website', trap)),
    element('div', { class: 'foot' },
      button, form.offers.length > 0 && element('p', { class: 'note' }, priceNote(form))));

  const valueOf = (name: string) => fields.find((field) => field.name === name)?.value() ?? '';
  const complain = (complaints: readonly { field: Field; words: string }[]) => {
    messages.replaceChildren(...(complaints.length > 1 ? [summaryBox(complaints)] : []));
    // Several are told together first; a single one is told where it is.
    (complaints.length > 1 ? messages.querySelector<HTMLElement>('[tabindex]') : complaints[0]?.field.input)?.focus();
  };
  const wait = (isRunning: boolean) => {
    running = isRunning;
    // Not switched off, which would take the keyboard away from it.
    button.setAttribute('aria-disabled', String(isRunning));
    button.textContent = isRunning ? 'Sending…' : form.buttonText;
  };
  const fail = (thrown: unknown) => {
    const failure = failureOf(thrown);
    const complaints = failure.kind === 'refused' ? failure.fields : {};
    const placed = fields.flatMap((field) => {
      const words = complaints[field.name];
      return words ? [{ field, words }] : [];
    });
    if (failure.kind === 'refused') attempt = { body: '', key: '' };
    for (const { field, words } of placed) field.show(words);
    if (placed.length > 0) return complain(placed);
    messages.replaceChildren(failureBox(failure, form.organization.phone));
    messages.scrollIntoView({ block: 'start' });
  };

  const send = async () => {
    const answer: Answer = {
      name: valueOf('name'), phone: valueOf('phone'), email: valueOf('email') || null, city: valueOf('city') || null,
      location: valueOf('location') || null, offerId: valueOf('offerId') || null, consent: valueOf('consent') === 'yes',
      ticket: form.ticket, website: trap.value,
    };
    const body = JSON.stringify(answer);
    // The same answer sent again, after a tap too many or a lost reply, is the same request.
    if (attempt.body !== body) attempt = { body, key: randomId() };
    const tooSoon = fastestMilliseconds - (performance.now() - openedAt);
    if (tooSoon > 0) await new Promise((resolve) => { setTimeout(resolve, tooSoon); });
    const message = await sendAnswer(widgetId, answer, attempt.key);
    draft.forget();
    sent({ name: answer.name, phone: answer.phone, message });
  };

  root.addEventListener('input', () => {
    draft.write(Object.fromEntries(fields.map((field) => [field.name, field.value()])));
  });
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    if (running) return;
    const complaints = fields.flatMap((field) => {
      const words = field.check();
      return words === null ? [] : [{ field, words }];
    });
    complain(complaints);
    if (complaints.length > 0) return;
    wait(true);
    send().catch(fail).finally(() => wait(false));
  });
  return root;
}

function fieldsOf(form: Form, draft: Readonly<Record<string, string>>): Field[] {
  const field = (name: string, label: string, options: Partial<Parameters<typeof textField>[0]> = {}) =>
    textField({ name, label, value: draft[name] ?? '', ...options });
  const packages = packageChoice(form, draft.offerId ?? '');
  return [
    ...(packages ? [packages] : []),
    field('name', 'Your name', { complaint: nameComplaint, attributes: { autocomplete: 'name', maxlength: 200 } }),
    field('phone', 'Phone', {
      complaint: phoneComplaint, looksRight: looksWhole,
      attributes: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: 40 },
    }),
    field('location', 'Estate and house', {
      attributes: { autocomplete: 'street-address', maxlength: 200, placeholder: 'For example: Rose Court B4' },
    }),
    field('city', 'City', { attributes: { autocomplete: 'address-level2', maxlength: 120 } }),
    field('email', 'Email (optional)', {
      complaint: emailComplaint,
      attributes: { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: 254 },
    }),
    consentField(form.organization.name),
  ];
}

function priceNote({ organization: { currency }, pricesIncludeTax, taxName }: Form): string {
  return `Prices in ${currency} a month, ${pricesIncludeTax ? `${taxName} included` : `${taxName} not included`}.`;
}
