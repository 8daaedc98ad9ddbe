import type { Delivered } from './delivery.ts';

export interface Mail {
  /** Ours; part of the Message-ID, so that a repetition is known for one. */
  id: string;
  /** Whose name stands beside the sender's address. */
  fromName: string;
  replyTo: string | null;
  to: string;
  bcc: string | null;
  subject: string;
  text: string;
  html: string;
  attachments: readonly { fileName: string; mediaType: string; content: Buffer }[];
}

export interface MailerPort {
  /** Nothing leaves this machine: the outbox is where mails are read. */
  isSimulated: boolean;
  /** Throws {@link DeliveryRefused} for what would be refused again. */
  send(mail: Mail): Promise<Delivered>;
  close(): void;
}
