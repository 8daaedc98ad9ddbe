import type { DeliveryFailure } from '@lastmile/contracts';

/** Twilio's codes by what can be done about them, and in words where its own are terse (https://www.twilio.com/docs/api/errors). */
const known: { readonly [code: string]: readonly [failure: DeliveryFailure, words: string] } = {
  20003: ['not_set_up', 'The account or its token is wrong'],
  21211: ['no_such_recipient', 'This is no phone number'],
  21217: ['no_such_recipient', 'This is no phone number'],
  21408: ['not_set_up', 'The account may not write to this country'],
  21606: ['not_set_up', 'The sender’s number cannot send texts'],
  21610: ['blocked', 'This person answered STOP'],
  21612: ['cannot_receive', 'This number cannot be reached from the sender’s number'],
  21614: ['cannot_receive', 'This is no mobile number'],
  30001: ['refused', 'Too many texts were waiting'],
  30002: ['not_set_up', 'The account is suspended'],
  30003: ['out_of_reach', 'The phone was off or out of reach'],
  30004: ['blocked', 'The phone or its network blocks texts'],
  30005: ['no_such_recipient', 'There is no such number any more'],
  30006: ['cannot_receive', 'This is a landline, or its network takes no texts'],
  30007: ['blocked', 'The network took it for spam'],
  30008: ['unknown', 'The network does not say why'],
  30034: ['not_set_up', 'The sender’s number is not registered for texts'],
};

/** What a code of Twilio's means; `words` are Twilio's own where there are any. */
export function twilioFailure(code: string | number | null | undefined, words?: string): { failure: DeliveryFailure; error: string } {
  const [failure, ours] = known[String(code)] ?? ['unknown' as const, 'The network did not deliver it'];
  return { failure, error: `${words ?? ours}${code ? ` (Twilio ${code})` : ''}` };
}
