import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../../core/config.ts';
import { DeliveryDelayed, DeliveryRefused } from '../../ports/delivery.ts';
import type { Mail, MailerPort } from '../../ports/mailer.ts';
import { smtpFailure } from './smtp-failures.ts';

const seconds = 1000;

/** Mails through a server that speaks SMTP. */
export function smtpMailer({ url, from }: SmtpSettings): MailerPort {
  const transport = createTransport(
    { url, pool: true, maxConnections: 2, connectionTimeout: 10 * seconds, greetingTimeout: 10 * seconds, socketTimeout: 30 * seconds, disableFileAccess: true, disableUrlAccess: true });
  const domain = from.split('@')[1]!;
  return {
    isSimulated: false,
    async send({ id, fromName, replyTo, to, bcc, subject, text, html, attachments }: Mail) {
      const message = {
        messageId: `<${id}@${domain}>`, from: { name: fromName, address: from }, to, subject, text, html, ...(replyTo ? { replyTo } : {}),
        attachments: attachments.map(({ fileName, mediaType, content }) => ({ filename: fileName, contentType: mediaType, content })),
      };
      const sendTo = (recipient: string) => transport.sendMail({ ...message, envelope: { from, to: [recipient] } });
      try {
        const { messageId } = await sendTo(to);
        // By itself and afterwards: in one envelope it would be taken with every attempt at a recipient who is to be tried later. One that is refused does
        // not make the mail undelivered.
        if (bcc) await sendTo(bcc).catch(() => {});
        return { providerId: messageId };
      } catch (error) {
        throw new (isFinal(error) ? DeliveryRefused : DeliveryDelayed)((error as Error).message, { failure: smtpFailure(error as Error), cause: error });
      }
    },
    close: () => transport.close(),
  };
}

/** SMTP answers 5xx for what it will refuse again, 4xx to who is new to it; credentials may be put right, so they are not final. */
function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return code !== 'EAUTH' && (responseCode ?? (code === 'EENVELOPE' ? 500 : 0)) >= 500;
}
