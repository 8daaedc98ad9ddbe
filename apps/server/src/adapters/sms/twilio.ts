import type { Twilio } from 'twilio';
import type { TwilioSettings } from '../../core/config.ts';
import { DeliveryDelayed, DeliveryRefused } from '../../ports/delivery.ts';
import type { SmsPort, TextStatus } from '../../ports/sms.ts';
import { twilioFailure } from './twilio-failures.ts';

/** What Twilio's states come to here; those it goes through before it has sent a text say nothing new. */
const states: { readonly [status: string]: TextStatus['state'] } = { sent: 'sent', delivered: 'delivered', read: 'delivered', undelivered: 'failed', failed: 'failed' };

/** Texts through Twilio. Its library is large and loaded with the first text. */
export function twilioSms({ accountSid, authToken, from, baseUrl }: TwilioSettings): SmsPort {
  let client: Promise<Twilio> | undefined;
  const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
  return {
    isSimulated: false,
    async send({ to, text, statusUrl }) {
      client ??= connect(accountSid, authToken, baseUrl);
      try {
        const { sid } = await (await client).messages.create({ to, body: text, ...sender, ...(statusUrl ? { statusCallback: statusUrl } : {}) });
        return { providerId: sid };
      } catch (error) {
        const { status, code, message } = error as { status?: number; code?: number | string; message: string };
        if (status === undefined) throw new DeliveryDelayed(message, { failure: 'no_connection', cause: error });
        const { failure, error: words } = twilioFailure(code, message);
        // 429 and trouble of theirs pass; what else they answer they would answer again.
        const isFinal = status >= 400 && status < 500 && status !== 429 && status !== 401;
        throw new (isFinal ? DeliveryRefused : DeliveryDelayed)(words, { failure, cause: error });
      }
    },
    async readStatus({ url, signature, fields }) {
      const { validateRequest } = await import('twilio/lib/webhooks/webhooks.js');
      if (!validateRequest(authToken, signature, url, fields)) return 'forged';
      const state = states[fields.MessageStatus ?? ''];
      if (!state) return 'nothing';
      const why = state === 'failed' ? twilioFailure(fields.ErrorCode) : { failure: null, error: null };
      return { providerId: fields.MessageSid ?? null, state, ...why };
    },
  };
}

async function connect(accountSid: string, authToken: string, baseUrl: string | null): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  if (!baseUrl) return twilio(accountSid, authToken, { timeout: 15_000 });
  // Another address than Twilio's own: a proxy, or a test's.
  const http = new twilio.RequestClient({ timeout: 15_000 });
  const httpClient = { request: (options: Parameters<typeof http.request>[0]) => http.request({ ...options, uri: options.uri.replace(/^https:\/\/[^/]+/, baseUrl) }) };
  return twilio(accountSid, authToken, { httpClient: httpClient as typeof http });
}
