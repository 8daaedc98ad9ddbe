import { failureOf } from '../call.ts';
import { element, icon } from '../element.ts';
import { failureBox } from '../form-messages.ts';
import { textArea } from './first-steps.ts';
import type { Memory } from './memory.ts';
import type { Quote, QuoteApi } from './quote-api.ts';
import { busyButton, openSheet } from './sheet.ts';

/** A question to the provider; what was written stays until it has arrived. */
export function questionSheet({ organization }: Quote, api: QuoteApi, memory: Memory): void {
  const sheet = openSheet('Ask a question');
  const messages = element('div', { class: 'messages' });
  const { root, input, show } = textArea('question', `Your question to ${organization.name}`, memory.kept.question ?? '', 1000);
  input.addEventListener('input', () => {
    memory.keep({ question: input.value });
    show(null);
  });
  const { button } = busyButton('Send the question', async () => {
    messages.replaceChildren();
    if (!input.value.trim()) {
      show('Write your question first.');
      return input.focus();
    }
    try {
      const { message } = await api.ask(input.value.trim());
      memory.keep({ question: '' });
      const done = element('button', { type: 'button', class: 'button' }, 'Back to the quote');
      done.addEventListener('click', sheet.close);
      sheet.title('It was sent');
      sheet.fill(element('div', { class: 'asked' }, element('span', { class: 'done' }, icon('check', 28)), element('p', { role: 'status' }, message)), done);
    } catch (thrown) {
      messages.replaceChildren(failureBox(failureOf(thrown), organization.phone));
    }
  });
  sheet.fill(messages, root, button);
  input.focus();
}
