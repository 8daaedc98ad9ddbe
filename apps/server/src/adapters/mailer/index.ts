import type { Config } from '../../core/config.ts';
import type { MailerPort } from '../../ports/mailer.ts';
import { smtpMailer } from './smtp.ts';

/** Without a server for mail, mails are only kept in the outbox. */
export function mailerAdapter({ smtp }: Pick<Config, 'smtp'>): MailerPort {
  return smtp ? smtpMailer(smtp) : { isSimulated: true, send: async () => ({ providerId: null }), close: () => {} };
}
