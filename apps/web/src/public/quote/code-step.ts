import type { Signature } from '@lastmile/contracts';
import { formatTime } from '../../lib/format.ts';
import { failureOf, type Failure } from '../call.ts';
import { element } from '../element.ts';
import { failureBox } from '../form-messages.ts';
import { codeField } from './code-field.ts';
import type { Confirmation } from './confirmation.ts';
import { countdown } from './countdown.ts';
import type { Kept } from './memory.ts';
import { busyButton, type Sheet } from './sheet.ts';

interface CodeStep extends Confirmation {
  sheet: Sheet;
  signature: Signature | null;
  reason: string | null;
  /** Sends another code and keeps where it went. Throws a PublicFailure. */
  send: (channel: 'email' | 'sms') => Promise<void>;
  back: () => void;
  /** For what this step has no place for. */
  fail: (failure: Failure) => void;
  unsigned: () => void;
}

/** Asks for the six digits, and for others where they do not come. */
export function codeStep(step: CodeStep): void {
  const { quote, api, memory, decision, choices, fact, sheet, signature, reason, decided } = step;
  const sent = (): Kept['sent'] => memory.kept.sent!;
  const messages = element('div', { class: 'messages' });
  const told = element('p', { class: 'introduction', role: 'status' });
  const tell = () => told.replaceChildren(
    sent().channel === 'sms' ? 'We texted six digits to ' : 'We mailed six digits to ', element('b', {}, sent().to),
    `. They work until ${formatTime(sent().validUntil, quote.organization.timezone)}.`);

  const confirm = async () => {
    messages.replaceChildren();
    if (code.value().length < 6) {
      code.show('Enter all six digits.');
      return code.input.focus();
    }
    try {
      const answer = decision === 'accept' ? await api.accept({ code: code.value(), choices, signature }) : await api.reject(code.value(), reason);
      memory.forget();
      sheet.close();
      decided(answer, signature?.name ?? quote.recipientName);
    } catch (thrown) {
      refused(failureOf(thrown));
    }
  };
  const { button, run } = busyButton(decision === 'accept' ? 'Confirm and accept' : 'Confirm and decline', confirm);
  const code = codeField(() => void run());

  const refused = (failure: Failure) => {
    if (failure.kind !== 'refused' || failure.code === 'quote_closed') return failed(failure);
    if (failure.fields.signature) {
      memory.keep({ sent: undefined });
      return step.unsigned();
    }
    code.clear();
    code.show(failure.detail);
    if (failure.code === 'too_many_guesses') {
      button.hidden = true;
      messages.replaceChildren(failureBox(failure, quote.organization.phone));
      code.show(null);
    } else {
      code.input.focus();
    }
  };
  const failed = (failure: Failure) => {
    if (failure.kind === 'closed' || failure.kind === 'refused' && failure.code === 'quote_closed') return step.fail(failure);
    messages.replaceChildren(failureBox(failure, quote.organization.phone));
    messages.scrollIntoView({ block: 'nearest' });
  };

  const resend = async (channel: 'email' | 'sms') => {
    messages.replaceChildren();
    try {
      await step.send(channel);
      code.clear();
      code.show(null);
      button.hidden = false;
      tell();
      waiting.start(secondsUntil(sent().resendAfter));
      code.input.focus();
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.kind === 'refused' && failure.code === 'too_many_codes' && failure.retryAfter <= 60) waiting.start(failure.retryAfter);
      failed(failure);
    }
  };
  const again = busyButton('Send a new code', () => resend(sent().channel), { class: 'more' });
  const waiting = countdown(again.button);
  const others = quote.channels.map(({ channel }) => {
    const other = busyButton(channel === 'sms' ? 'Send by text' : 'Send by email', () => resend(channel), { class: 'more' });
    return { channel, button: other.button };
  });
  const showOther = () => {
    for (const other of others) other.button.hidden = other.channel === sent().channel;
  };
  const back = element('button', { type: 'button', class: 'more' }, 'Back');
  back.addEventListener('click', () => {
    memory.keep({ sent: undefined });
    step.back();
  });

  tell();
  showOther();
  new MutationObserver(showOther).observe(told, { childList: true });
  waiting.start(secondsUntil(sent().resendAfter));
  sheet.title('Enter the code');
  sheet.fill(told, code.root,
    element('div', { class: 'resend' }, element('span', {}, waiting.root, again.button), ...others.map((other) => other.button)),
    messages, element('p', { class: 'fact' }, element('span', {}, fact[0]), element('b', {}, fact[1])), button, back);
  code.input.focus();
}

/** By this device's clock, which may be wrong: never longer than the server waits. */
function secondsUntil(at: string): number {
  return Math.max(0, Math.min(30, Math.ceil((Date.parse(at) - Date.now()) / 1000)));
}
