import { SignupProblem, sendAnswer, type SignupForm } from './api.ts';
import { element } from './element.ts';
import { emailProblem, field, phoneProblem, type Field } from './fields.ts';
import { offerChoice } from './offers.ts';

/** Answers that come faster than this are taken for a program's; a person with a quick keyboard waits the rest of it. */
const shortest = 2700;

/** The form of one widget. `done` gets the provider's thanks. */
export function signupForm(widgetId: string, form: SignupForm, done: (message: string) => void): HTMLFormElement {
  const opened = performance.now();
  const offers = form.offers.length > 0 ? offerChoice(form) : null;
  const fields = [
    field({ name: 'name', label: 'Your name', autocomplete: 'name', required: true }),
    field({ name: 'phone', label: 'Phone', type: 'tel', inputmode: 'tel', autocomplete: 'tel', required: true, check: phoneProblem }),
    field({ name: 'location', label: 'Estate and house', autocomplete: 'street-address' }),
    field({ name: 'city', label: 'City', autocomplete: 'address-level2' }),
    field({ name: 'email', label: 'Email', type: 'email', inputmode: 'email', autocomplete: 'email', check: emailProblem }),
  ];
  const consent = element('input', { type: 'checkbox', name: 'consent', checked: true });
  const trap = element('input', { type: 'text', name: 'website', tabindex: '-1', autocomplete: 'off' });
  const summary = element('div', { class: 'summary', role: 'alert' });
  const send = element('button', { class: 'send', type: 'submit' }, form.buttonText);
  const made = element('form', { novalidate: true, class: 'page' },
    element('div', { class: 'body' },
      element('div', {}, element('h1', {}, form.title), form.introduction && element('p', { class: 'lead' }, form.introduction)),
      summary, offers, ...fields.map((one) => one.element),
      element('label', { class: 'consent' }, consent, `${form.organization.name} may call or text me about this request.`),
      element('div', { class: 'trap', 'aria-hidden': 'true' }, element('label', {}, 'Leave this empty', trap))),
    element('div', { class: 'foot' }, send));

  let key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  let sending = false;
  const offerId = () => made.querySelector<HTMLInputElement>('input[name=offerId]:checked')?.value ?? null;
  const tellOffer = (problem: string | null) => { if (offers) offers.querySelector('.hint')!.textContent = problem ?? ''; };

  /** Whatever is wrong is said beside its field and once above, with links; the first field gets the keyboard. */
  const refuse = (message: string, problems: { [name: string]: string }) => {
    const known = [...fields.map(({ name }) => name), ...(offers ? ['offerId'] : [])].filter((name) => problems[name]);
    for (const one of fields) one.say(problems[one.name] ?? null);
    tellOffer(problems.offerId ?? null);
    const items = known.map((name) => element('li', {}, element('a', { href: `#${name}` }, problems[name]!)));
    summary.replaceChildren(message, items.length > 0 ? element('ul', {}, ...items) : '');
    if (known[0]) document.getElementById(known[0])?.focus();
    else summary.scrollIntoView({ block: 'nearest' });
  };

  made.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    const missing = problemsOf(fields, form.offerRequired && !offerId());
    if (Object.keys(missing).length > 0) return refuse('Please check these answers.', missing);
    sending = true;
    send.setAttribute('aria-disabled', 'true');
    send.textContent = 'Sending…';
    summary.replaceChildren();
    const value = (name: string) => fields.find((one) => one.name === name)!.value() || null;
    const answer = {
      name: value('name')!, phone: value('phone')!, email: value('email'), city: value('city'), location: value('location'),
      offerId: offerId(), consent: consent.checked, ticket: form.ticket, website: trap.value,
    };
    const wait = Math.max(0, shortest - (performance.now() - opened));
    setTimeout(() => {
      sendAnswer(widgetId, answer, key).then(({ message }) => done(message), (error: unknown) => {
        sending = false;
        send.removeAttribute('aria-disabled');
        send.textContent = form.buttonText;
        const problem = error instanceof SignupProblem ? error : new SignupProblem('Something went wrong here. Please try again.');
        // Corrected answers are another request; an unanswered one stays the same.
        if (Object.keys(problem.fields).length > 0) key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
        refuse(problem.message, problem.fields);
      });
    }, wait);
  });
  return made;
}

function problemsOf(fields: Field[], offerMissing: boolean): { [name: string]: string } {
  const problems: { [name: string]: string } = offerMissing ? { offerId: 'Choose a package.' } : {};
  for (const one of fields) {
    if (!one.holds()) problems[one.name] = one.element.querySelector('.hint')!.textContent!;
  }
  return problems;
}
