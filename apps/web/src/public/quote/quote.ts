import '../public.css';
import '../fields.css';
import './quote.css';
import './sheet.css';
import { paintAccent, providerHead } from '../brand.ts';
import { failureOf, PublicFailure, type Failure } from '../call.ts';
import { element, icon } from '../element.ts';
import { wordsFor } from '../form-messages.ts';
import { memoryOf } from './memory.ts';
import { quoteApi, type Quote } from './quote-api.ts';
import { quotePage } from './quote-page.ts';
import { labelOf } from './quote-words.ts';

/** The page of one quote is at `/q/{token}`, for whoever has the link. */
const token = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
const place = document.getElementById('quote')!;
const skeleton = [...place.childNodes];
const api = quoteApi(token);
const memory = memoryOf(token);

function show(quote: Quote, message: string | null) {
  document.title = `Quote ${labelOf(quote)} · ${quote.organization.name}`;
  document.documentElement.lang = 'en';
  const again = (changed?: Quote, words?: string) => {
    if (!changed) return void start();
    show(changed, words ?? null);
    scrollTo(0, 0);
    place.querySelector<HTMLElement>('h1')?.focus();
  };
  place.replaceChildren(providerHead(quote.organization), element('main', { class: 'main' }, ...quotePage({ quote, api, memory, message, again })));
}

async function start() {
  place.replaceChildren(...skeleton);
  try {
    const quote = await api.read();
    paintAccent(quote.organization);
    show(quote, null);
    // Programs that preview links run no scripts, so this was a person. That it could not be said is no matter of theirs.
    if (quote.state === 'open') api.opened().catch(() => undefined);
  } catch (thrown) {
    unavailable(failureOf(thrown));
    if (!(thrown instanceof PublicFailure)) throw thrown;
  }
}

function unavailable(failure: Failure) {
  const [title, advice] = failure.kind === 'closed'
    ? ['This link leads to no quote', 'Look at the message it came with: the whole address has to be there. Or ask who sent it for a new one.']
    : wordsFor(failure);
  const again = element('button', { type: 'button', class: 'button' }, 'Try again');
  again.addEventListener('click', () => void start());
  place.replaceChildren(element('main', { class: 'main' }, element('div', { class: 'thanks', role: 'alert' },
    element('span', { class: 'done not-done' }, icon('alert', 28)), element('h1', {}, title), element('p', { class: 'introduction' }, advice),
    failure.kind !== 'closed' && again)));
}

void start();
