import type { Twilio } from 'twilio';
import type { TwilioSettings } from '../../core/config.ts';
import { DeliveryRefused } from '../../ports/delivery.ts';
import type { SmsPort } from '../../ports/sms.ts';

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
        const { status, code, message } = error as { status?: number; code?: number; message: string };
        // 429 and trouble of theirs pass; what else they answer they would answer again.
        const isFinal = status !== undefined && status >= 400 && status < 500 && status !== 429 && status !== 401;
        throw isFinal ? new DeliveryRefused(`${message}${code ? ` (Twilio ${code})` : ''}`, { cause: error }) : error;
      }
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
