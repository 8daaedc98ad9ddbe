import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../../core/config.ts';
import { DeliveryRefused } from '../../ports/delivery.ts';
import type { Mail, MailerPort } from '../../ports/mailer.ts';

const seconds = 1000;

/** Mails through a server that speaks SMTP. */
export function smtpMailer({ url, from }: SmtpSettings): MailerPort {
  const transport = createTransport(
    { url, pool: true, maxConnections: 2, connectionTimeout: 10 * seconds, greetingTimeout: 10 * seconds, socketTimeout: 30 * seconds, disableFileAccess: true, disableUrlAccess: true });
  const domain = from.split('@')[1]!;
  return {
    isSimulated: false,
    async send({ id, fromName, replyTo, to, bcc, subject, text, html, attachments }: Mail) {
      try {
        const { messageId, rejectedErrors = [] } = await transport.sendMail({
          messageId: `<${id}@${domain}>`, from: { name: fromName, address: from }, to, subject, text, html,
          ...(replyTo ? { replyTo } : {}), ...(bcc ? { bcc } : {}),
          attachments: attachments.map(({ fileName, mediaType, content }) => ({ filename: fileName, contentType: mediaType, content })),
        });
        // A copy that is refused does not make the mail undelivered.
        const refusal = (rejectedErrors as (Error & { recipient?: string; responseCode?: number })[]).find(({ recipient }) => recipient?.toLowerCase() === to.toLowerCase());
        // Not yet, as servers say to who is new to them, is tried again.
        if (refusal) throw (refusal.responseCode ?? 500) >= 500 ? new DeliveryRefused(refusal.message) : refusal;
        return { providerId: messageId };
      } catch (error) {
        throw isFinal(error) ? new DeliveryRefused((error as Error).message, { cause: error }) : error;
      }
    },
    close: () => transport.close(),
  };
}

/** SMTP answers 5xx for what it will refuse again; credentials may be put right, so they are not final. */
function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (error instanceof DeliveryRefused) return true;
  return code !== 'EAUTH' && ((responseCode ?? 0) >= 500 || code === 'EENVELOPE' && (responseCode ?? 500) >= 500);
}
