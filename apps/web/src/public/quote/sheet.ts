import { element, icon } from '../element.ts';

export interface Sheet { root: HTMLDialogElement; title: (words: string) => void; fill: (...content: (Node | null | false)[]) => void; close: () => void }

/** What opens over the page: from the bottom on a phone, in the middle where there is room. The browser keeps the keyboard inside and gives it back. */
export function openSheet(words: string): Sheet {
  const heading = element('h2', { id: 'sheet-title', tabindex: -1 }, words);
  const closing = element('button', { type: 'button', class: 'sheet-close', 'aria-label': 'Close' }, icon('close', 20));
  const content = element('div', { class: 'sheet-content' });
  const root = element('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' },
    element('div', { class: 'sheet-inner' }, element('div', { class: 'sheet-head' }, heading, closing), content));
  closing.addEventListener('click', () => root.close());
  // The ground around it belongs to the dialog itself.
  root.addEventListener('click', ({ target }) => {
    if (target === root) root.close();
  });
  root.addEventListener('close', () => root.remove());
  document.body.append(root);
  root.showModal();
  heading.focus();
  return {
    root,
    title: (next) => {
      heading.textContent = next;
      heading.focus();
    },
    fill: (...parts) => content.replaceChildren(...parts.filter((part): part is Node => Boolean(part))),
    close: () => root.close(),
  };
}

/** A button that says what it waits for and takes no second press meanwhile; it stays reachable, so that the keyboard is not lost. */
export function busyButton(words: string, work: () => Promise<void>, attributes: Record<string, string> = { class: 'button' }) {
  const button = element('button', { type: 'button', ...attributes }, words);
  const run = async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = 'One moment…';
    try {
      await work();
    } finally {
      button.removeAttribute('aria-disabled');
      button.textContent = words;
    }
  };
  button.addEventListener('click', () => void run());
  return { button, run };
}
