import './public.css';
import './fields.css';
import './signup.css';
import { paintAccent, providerHead } from './brand.ts';
import { failureOf, PublicFailure, type Failure } from './call.ts';
import { element, icon } from './element.ts';
import { wordsFor } from './form-messages.ts';
import { fetchForm, type Form } from './signup-api.ts';
import { signupForm } from './signup-form.ts';
import { tellHeight } from './tell-height.ts';
import { thanks } from './thanks.ts';

/** The signup page of one widget is at `/signup/{widgetId}`, by itself or in a frame on the provider's own site. */
const widgetId = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
const place = document.getElementById('signup')!;
const isEmbedded = window.parent !== window;
const skeleton = [...place.childNodes];
document.documentElement.classList.toggle('embedded', isEmbedded);

function show(main: HTMLElement, form?: Form) {
  const head = form && !isEmbedded ? [providerHead(form.organization)] : [];
  place.replaceChildren(...head, element('main', { class: 'main' }, main));
}

async function start() {
  place.replaceChildren(...skeleton);
  try {
    const form = await fetchForm(widgetId);
    document.title = `${form.title} · ${form.organization.name}`;
    paintAccent(form.organization);
    show(signupForm(widgetId, form, (sent) => {
      show(thanks(form, sent, () => void start()), form);
      scrollTo(0, 0);
      place.querySelector<HTMLElement>('h1')?.focus();
    }), form);
  } catch (thrown) {
    show(unavailable(failureOf(thrown)));
    if (!(thrown instanceof PublicFailure)) throw thrown;
  }
}

function unavailable(failure: Failure): HTMLElement {
  const [title, advice] = wordsFor(failure);
  const again = element('button', { type: 'button', class: 'button' }, 'Try again');
  again.addEventListener('click', () => void start());
  return element('div', { class: 'thanks', role: 'alert' },
    element('span', { class: 'done not-done' }, icon('alert', 28)),
    element('h1', {}, title),
    element('p', { class: 'introduction' }, advice.replace('Nothing was lost. ', '')),
    failure.kind !== 'closed' && again);
}

if (isEmbedded) tellHeight();
void start();
