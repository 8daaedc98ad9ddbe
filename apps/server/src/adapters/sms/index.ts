import type { Config } from '../../core/config.ts';
import type { SmsPort } from '../../ports/sms.ts';
import { twilioSms } from './twilio.ts';

/** Without an account for texts, texts are only kept in the outbox. */
export function smsAdapter({ twilio }: Pick<Config, 'twilio'>): SmsPort {
  return twilio ? twilioSms(twilio) : { isSimulated: true, send: async () => ({ providerId: null }), readStatus: async () => 'forged' };
}
