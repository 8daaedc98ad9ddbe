import type { MessageChannel } from '@lastmile/contracts';

/** By which ways somebody who signs in is written to, as a setting says; by mail where that is a text and they have no phone. */
export function waysTo({ email, phone }: { email: string; phone: string | null }, wanted: 'email' | 'sms' | 'both'): { channel: MessageChannel; to: string }[] {
  const texted = phone && wanted !== 'email' ? [{ channel: 'sms' as const, to: phone }] : [];
  return wanted === 'sms' && phone ? texted : [{ channel: 'email', to: email }, ...texted];
}
