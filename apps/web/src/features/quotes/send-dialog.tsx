import { Fragment } from 'react';
import { getNotificationSettings, listNamedTemplates, sendQuote, SendQuote, type Quote } from '@lastmile/contracts';
import { formatNear } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Checkbox, Choices, FormDialog, Notice, showToast, useContractForm } from '../../ui/index.ts';
import styles from './dialogs.module.css';
import { MessageChoice } from './message-choice.tsx';
import { labelOf } from './quote-words.tsx';
import { windowWords } from './window-words.ts';

type Channel = 'email' | 'sms';

/** By which ways a quote goes out, and when. What was sent before goes out again with the same link. */
export function SendDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const write = useWrite();
  const { timezone } = useLocale();
  const now = useNow();
  const settings = useEndpoint(getNotificationSettings);
  const further = useEndpoint(listNamedTemplates, { query: { kind: 'quote' } }).data?.data ?? [];
  const isFirst = quote.status === 'draft';
  const reachable: Record<Channel, string | null> = { email: quote.recipientEmail, sms: quote.recipientPhone && formatPhone(quote.recipientPhone) };
  const form = useContractForm(SendQuote, {
    initial: { channels: (['email', 'sms'] as const).filter((channel) => reachable[channel] && !quote.doNotContact), at: 'now' },
    submit: (body, call) => write(sendQuote, { params: { id: quote.id }, body }, call, ['leads']),
    done: (sent) => {
      const waits = sent.sendAt !== null && sent.status === 'draft';
      showToast({ title: chosen.length === 0 ? `Quote ${labelOf(sent)} has its link.` : waits ? `Quote ${labelOf(sent)} goes out ${formatNear(sent.sendAt!, timezone, now)}.` : `Quote ${labelOf(sent)} is on its way.` });
      onClose();
    },
  });
  const chosen = (form.values.channels ?? []) as readonly Channel[];
  const toggle = (channel: Channel) => form.set('channels', chosen.includes(channel) ? chosen.filter((one) => one !== channel) : [...chosen, channel]);
  const complaint = form.errors.channels ?? form.errors.templates;
  const templates = (form.values.templates ?? {}) as NonNullable<SendQuote['templates']>;
  return (
    <FormDialog
      form={form} onClose={onClose} title={isFirst ? 'Send the quote' : 'Send the quote again'} subtitle={`${labelOf(quote)} · ${quote.lead.title}`}
      submit={chosen.length === 0 ? 'Make the link only' : form.values.at === 'window' ? 'Send in the sending hours' : 'Send now'}
    >
      <fieldset className={styles.group}>
        <legend>By</legend>
        {(['email', 'sms'] as const).map((channel) => (
          <Fragment key={channel}>
            <Checkbox
              checked={chosen.includes(channel)} disabled={!reachable[channel] || quote.doNotContact !== null} onChange={() => toggle(channel)}
              label={channel === 'email' ? 'Email, with the PDF' : 'Text message'} description={reachable[channel] ?? (channel === 'email' ? 'The quote has no email address.' : 'The quote has no phone number.')}
            />
            {chosen.includes(channel) && (
              <MessageChoice
                quote={quote} channel={channel} templates={further.filter((one) => one.channel === channel)} chosen={templates[channel]}
                choose={(id) => form.set('templates', { ...templates, [channel]: id })}
              />
            )}
          </Fragment>
        ))}
        {complaint && <p className={styles.complaint} role="alert">{complaint}</p>}
        {quote.doNotContact && <Notice tone="error" title="Do not contact.">{quote.doNotContact}</Notice>}
        {chosen.length === 0 && <p className={styles.hint}>Nothing is sent to anybody: the quote gets its link, which you can copy or open on your own phone.</p>}
      </fieldset>
      {isFirst && chosen.length > 0 && (
        <>
          <Choices
            label="When" value={form.values.at === 'window' ? 'window' : 'now'} onChange={(at) => form.set('at', at)}
            choices={[{ value: 'now', label: 'Now' }, { value: 'window', label: 'In the sending hours' }]}
          />
          {form.values.at === 'window' && settings.data && <p className={styles.hint}>{windowWords(settings.data)}</p>}
        </>
      )}
      <p className={styles.hint}>The customer gets a link to read it, ask, and accept or decline with a code. What was sent is never changed; revise it to change it.</p>
    </FormDialog>
  );
}
