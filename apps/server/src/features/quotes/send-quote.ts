import type { Input, SendQuote, previewQuoteMessage } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields, Refusal } from '../../core/problems.ts';
import { applyChanges } from '../../core/records.ts';
import type { Services } from '../../core/services.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { contactStop, queueMessage, refuseContact, refuseUnknownTemplate, renderMessage, segmentsOf, withdrawMessages } from '../messages/index.ts';
import { notificationSettings, sendingTime } from '../notification-settings/index.ts';
import { lockQuote, type LockedQuote } from './lock-quote.ts';
import { moveLeadOf } from './move-lead-of.ts';
import { linesOf } from './quote-items.ts';
import { makeLink, openLink } from './quote-link.ts';
import { quoteValues } from './quote-words.ts';
import { endOfQuote, QuoteEntity, type Quote, type SendTemplates } from './quote.entity.ts';
import { QuoteEmpty } from './quote.errors.ts';

export type Needed = Pick<Services, 'sealer' | 'publicUrl'>;
type Channel = SendQuote['channels'][number];

export const sendingJob = 'send-quote';

export const notWaiting = { sendAt: null, sendChannels: null, sendTemplates: null };

class NotWaiting extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'not_waiting', detail: `${label} is not waiting to be sent.` });
  }
}

/**
 * Sends a quote, or has it wait for its time (S0-10.4-c). One that is out is sent again with the same link. Throws a 422 naming what it lacks, and what its
 * invariants throw.
 */
export async function sendQuote(services: Needed, scope: Scope, id: string, { channels, at = 'now', templates = {} }: SendQuote): Promise<void> {
  const locked = await lockQuote(scope, id, 'quotes:write');
  for (const channel of channels) {
    const templateId = templates[channel];
    if (templateId) await refuseUnknownTemplate(scope, 'quote', channel, templateId, `/templates/${channel}`);
  }
  await refuseUnsendable(scope, locked, channels);
  const { quote, lead } = locked;
  const time = at === 'window' ? await sendingTime(scope) : scope.now;
  if (time <= scope.now || quote.status !== 'draft' || channels.length === 0) return sendNow(services, scope, locked, channels, templates);
  await schedule(scope, quote, channels, time, templates);
  await scope.record('quote.scheduled', { type: 'lead', id: lead.id }, { quoteId: id, number: quote.label, sendAt: time.toISOString(), channels });
}

/** A quote that waits is a draft again, until somebody sends it. */
export async function cancelSending(scope: Scope, id: string): Promise<void> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  if (!quote.sendAt) throw new NotWaiting(quote.label);
  await applyChanges(scope, QuoteEntity, quote, notWaiting);
  await scope.record('quote.held_back', { type: 'lead', id: lead.id }, { quoteId: id, number: quote.label });
}

/** Where the organization wants new quotes to go out by themselves, this one waits for its time from now on. */
export async function scheduleByItself(scope: Scope, quote: Quote, hasLines: boolean): Promise<void> {
  const { quoteAutoNotify, quoteNotifyChannel } = await notificationSettings(scope);
  if (!quoteAutoNotify || !hasLines) return;
  const wanted: Channel[] = quoteNotifyChannel === 'both' ? ['email', 'sms'] : [quoteNotifyChannel];
  const channels = wanted.filter((channel) => recipientOf(quote, channel));
  for (const channel of channels) if (await contactStop(scope, addressed(quote, channel))) return;
  if (channels.length > 0) await schedule(scope, quote, channels, await sendingTime(scope));
}

async function schedule(scope: Scope, quote: Quote, channels: Channel[], time: Date, templates: SendTemplates = {}): Promise<void> {
  await applyChanges(scope, QuoteEntity, quote, { sendAt: time, sendChannels: channels, sendTemplates: templates });
  await scope.enqueue(sendingJob, { quoteId: quote.id }, { startAfter: time });
}

/** Throws what keeps a quote from being sent by these ways. */
export async function refuseUnsendable(scope: Scope, { quote, lead }: LockedQuote, channels: readonly Channel[]): Promise<void> {
  lead.mustBeChangeable();
  const { timezone } = await organizationSettings(scope);
  const today = dateIn(timezone, scope.now);
  if (quote.status !== 'draft') quote.mustBeOpenOn(today);
  if (quote.hasRunOutOn(today)) throw new InvalidFields([{ pointer: '/expiresOn', detail: 'Its last day is past. Give it a later one first.' }]);
  const lines = await linesOf(scope, quote.id);
  if (lines.length === 0) throw new QuoteEmpty(quote.label);
  const problems = channels.flatMap((channel, index) => (recipientOf(quote, channel) ? [] : [{
    pointer: `/channels/${index}`, detail: channel === 'email' ? 'There is no email address on the quote.' : 'There is no phone number on the quote.',
  }]));
  if (problems.length > 0) throw new InvalidFields(problems);
  for (const channel of channels) await refuseContact(scope, addressed(quote, channel));
}

const addressed = (quote: Quote, channel: Channel) => ({ kind: 'quote' as const, aboutType: 'quote', leadId: quote.leadId, to: recipientOf(quote, channel)! });

const recipientOf = (quote: Quote, channel: Channel): string | null => (channel === 'email' ? quote.recipientEmail : quote.recipientPhone);

/** Sends a quote that {@link refuseUnsendable} has nothing against. */
export async function sendNow(services: Needed, scope: Scope, { quote, lead }: LockedQuote, channels: readonly Channel[], templates: SendTemplates): Promise<void> {
  const isFirst = quote.status === 'draft';
  const link = quote.sealedToken ? {} : await makeLink(services, scope, quote.id);
  await applyChanges(scope, QuoteEntity, quote, { ...link, ...(isFirst ? { status: 'sent' as const, sentAt: scope.now } : {}), ...notWaiting });
  const values = await quoteValues(scope, quote, lead, openLink(services, quote.id, quote.sealedToken!));
  const { quoteEmailBcc } = await notificationSettings(scope);
  const about = { type: 'quote', id: quote.id };
  if (!isFirst) await withdrawMessages(scope, { type: about.type, ids: [about.id] });
  const { timezone } = await organizationSettings(scope);
  for (const channel of channels) {
    const { subject, text } = await renderMessage(scope, 'quote', channel, values, templates[channel]);
    await queueMessage(services.sealer, scope, {
      kind: 'quote', channel, to: recipientOf(quote, channel)!, subject, text, about, leadId: lead.id, validUntil: endOfQuote(quote, timezone),
      ...(channel === 'email' ? { bcc: quoteEmailBcc, attachments: quoteAttachments(quote) } : {}),
    });
  }
  await scope.record('quote.sent', { type: 'lead', id: lead.id }, { quoteId: quote.id, number: quote.label, channels, total: quote.firstTotal, currency: quote.currency, again: !isFirst });
  if (isFirst) await moveLeadOf(scope, quote, lead, 'sent');
}

/** What a prospect would get; its link is made when it goes out, and until then another stands in its place. */
export async function previewMessage(services: Needed, scope: Scope, id: string, { channel, templateId }: Input<typeof previewQuoteMessage>['body']) {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  if (templateId) await refuseUnknownTemplate(scope, 'quote', channel, templateId, '/templateId');
  const link = quote.sealedToken ? openLink(services, quote.id, quote.sealedToken) : `${services.publicUrl()}/q/…`;
  const { subject, text } = await renderMessage(scope, 'quote', channel, await quoteValues(scope, quote, lead, link), templateId);
  return { to: recipientOf(quote, channel), subject, text, segments: channel === 'sms' ? segmentsOf(text) : null };
}

/** What goes with a quote that is mailed. */
const quoteAttachments = (quote: Quote) => [{ source: 'quote_pdf', id: quote.id, fileName: `${quote.label.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf`, mediaType: 'application/pdf' }];

