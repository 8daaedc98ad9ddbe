import { callLink } from '../brand.ts';
import { failureOf, type Failure } from '../call.ts';
import { element } from '../element.ts';
import { failureBox } from '../form-messages.ts';
import { codeStep } from './code-step.ts';
import type { Confirmation } from './confirmation.ts';
import type { Memory } from './memory.ts';
import type { Channel, Quote } from './quote-api.ts';
import { reasonStep, signStep, type FirstStep } from './first-steps.ts';
import { busyButton, openSheet } from './sheet.ts';

/** From the wish to decide to the code that confirms it, in one sheet. Whatever fails, what was written stays. */
export function confirmSheet(confirmation: Confirmation): void {
  const { quote, api, memory, decision, choices, closed } = confirmation;
  const sheet = openSheet('');
  const step: FirstStep = decision === 'accept' ? signStep(quote, memory) : reasonStep(memory);
  const messages = element('div', { class: 'messages' });
  const { root: channels, chosen } = channelChoice(quote.channels, memory);

  const fail = (failure: Failure) => {
    if (failure.kind === 'closed' || (failure.kind === 'refused' && failure.code === 'quote_closed')) {
      sheet.close();
      return closed();
    }
    messages.replaceChildren(failureBox(failure, quote.organization.phone));
    messages.scrollIntoView({ block: 'nearest' });
  };
  const send = async (channel: Channel['channel']) => {
    const sent = await api.sendCode({ channel, decision, ...(decision === 'accept' ? { choices } : {}) });
    memory.keep({ sent: { ...sent, channel, decision } });
  };
  const begin = busyButton(decision === 'accept' ? 'Send me a code' : 'Send me a code to decline', async () => {
    messages.replaceChildren();
    if (!step.check()) return;
    try {
      await send(chosen());
      toCode();
    } catch (thrown) {
      fail(failureOf(thrown));
    }
  });
  step.root.addEventListener('submit', (event) => {
    event.preventDefault();
    void begin.run();
  });

  const toFirst = () => {
    messages.replaceChildren();
    sheet.title(decision === 'accept' ? 'Accept this quote' : 'Decline this quote');
    sheet.fill(messages, element('p', { class: 'fact' }, element('span', {}, confirmation.fact[0]), element('b', {}, confirmation.fact[1])),
      step.root, ...(quote.channels.length > 0 ? [channels, begin.button, decision === 'accept' && agreement(quote)] : [unreachable(quote)]));
  };
  const toCode = () => codeStep({
    ...confirmation, sheet, send, back: toFirst, fail,
    signature: step.signature?.() ?? null, reason: step.reason?.() ?? null,
    unsigned: () => {
      toFirst();
      step.check();
    },
  });
  if (memory.kept.sent?.decision === decision && Date.parse(memory.kept.sent.validUntil) > Date.now()) toCode();
  else toFirst();
}

/** Where the code goes: the phone and the email on the quote, as far as they are shown. */
function channelChoice(channels: readonly Channel[], memory: Memory) {
  const before = channels.some(({ channel }) => channel === memory.kept.channel) ? memory.kept.channel : channels[0]?.channel;
  const root = element('fieldset', { class: 'packages' },
    element('legend', { class: 'label' }, 'Where do we send your code?'),
    ...channels.map(({ channel, to }) => element('label', { class: 'choice' },
      element('input', { type: 'radio', name: 'channel', value: channel, checked: channel === before }),
      element('span', {}, channel === 'sms' ? 'Text to ' : 'Email to ', element('b', {}, to)))));
  const chosen = () => (root.querySelector<HTMLInputElement>(':checked')?.value ?? before) as Channel['channel'];
  root.addEventListener('change', () => memory.keep({ channel: chosen() }));
  return { root, chosen };
}

function agreement({ terms, notes }: Quote): HTMLElement | false {
  if (!terms && !notes) return false;
  return element('p', { class: 'note' }, 'By accepting you agree to the terms that stand on this quote.');
}

function unreachable({ organization: { phone, name } }: Quote): HTMLElement {
  return element('div', { class: 'box wrong-box', role: 'alert' }, element('div', {},
    element('b', {}, 'There is no phone or email to confirm this with.'), ` ${name} has neither of yours. Call them to go on.`,
    phone && element('p', {}, callLink(phone, 'Call us'))));
}
