import type { DeliveryFailure } from '@lastmile/contracts';

interface SmtpError extends Error { responseCode?: number; code?: string; response?: string }

/** Its enhanced code (RFC 3463) says most; of servers that give none, what their plain code means to most of them. */
export function smtpFailure({ message, response, responseCode, code }: SmtpError): DeliveryFailure {
  if (code === 'EAUTH') return 'not_set_up';
  const [, subject, detail] = /\b[245]\.(\d{1,3})\.(\d{1,3})\b/.exec(response ?? message) ?? [];
  if (subject === '1' && detail !== '8' && detail !== '7') return 'no_such_recipient';
  if (subject === '2') return detail === '2' ? 'mailbox_full' : 'cannot_receive';
  if (subject === '7' || subject === '1') return 'blocked';
  if (subject) return 'refused';
  if (responseCode === 550 || responseCode === 551 || responseCode === 553) return 'no_such_recipient';
  if (responseCode === 452 || responseCode === 552) return 'mailbox_full';
  if (responseCode) return 'refused';
  return ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'ECONNREFUSED', 'ENOTFOUND'].includes(code ?? '') ? 'no_connection' : 'unknown';
}
