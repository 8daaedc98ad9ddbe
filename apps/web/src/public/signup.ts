import './signup.css';
import { useAccent } from './accent.ts';
import { SignupProblem, loadForm, type SignupForm } from './api.ts';
import { element } from './element.ts';
import { signupForm } from './form.ts';

/** The signup page of one widget, at `/signup/{widgetId}`: no kit, no framework, for a cheap phone on a slow network. */
const page = document.getElementById('signup')!;
const widgetId = location.pathname.split('/')[2] ?? '';

function head({ organization: { name, city, phone } }: SignupForm): HTMLElement {
  return element('header', { class: 'top' }, element('div', { class: 'head' },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, name.slice(0, 1).toUpperCase()),
    element('span', { class: 'provider' }, element('b', {}, name), city && element('small', {}, city)),
    phone && element('a', { class: 'call', href: `tel:${phone}` }, 'Call us')));
}

function thank(form: SignupForm, message: string): void {
  const thanks = element('main', { class: 'thanks', tabindex: '-1' },
    element('span', { class: 'tick', 'aria-hidden': 'true' }, '✓'), element('h1', {}, 'We have your request'), element('p', {}, message));
  page.replaceChildren(head(form), thanks);
  thanks.focus();
}

function show(form: SignupForm): void {
  document.title = `${form.title} · ${form.organization.name}`;
  if (form.organization.accentColor) useAccent(form.organization.accentColor);
  page.replaceChildren(head(form), element('main', {}, signupForm(widgetId, form, (message) => thank(form, message))));
}

function fail(error: unknown): void {
  const problem = error instanceof SignupProblem ? error : new SignupProblem('This page could not be shown.');
  const again = element('button', { type: 'button', class: 'more' }, 'Try again');
  again.addEventListener('click', start);
  page.replaceChildren(element('main', { class: 'thanks', role: 'alert' }, element('h1', {}, problem.message), !problem.gone && again));
}

function start(): void {
  loadForm(widgetId).then(show, fail).finally(() => page.removeAttribute('aria-busy'));
}

start();
