import { systemActor } from '../../core/actor.ts';
import type { InOrg, Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import type { Services } from '../../core/services.ts';
import { DeliveryProblem, DeliveryRefused, type Delivered } from '../../ports/delivery.ts';
import { contactStop } from './do-not-contact.ts';
import { deliveryJob, sealContext, type AttachmentNote } from './queue-message.ts';
import { htmlOf } from './render-template.ts';
import { tellMessage, toldColumns, type ToldMessage } from './tell-message.ts';
import { statusUrl } from './text-status.ts';

/** Makes what a message carries, when it is delivered and outside of any transaction. */
export type AttachmentMaker = (inOrg: InOrg, organizationId: string, id: string) => Promise<Buffer>;
export type AttachmentMakers = { readonly [source: string]: AttachmentMaker };

/** As often a message is tried. */
const mostAttempts = 10;

interface WaitingMessage extends ToldMessage {
  bcc: string | null; subject: string | null; body: string; sealedBody: string | null; attachments: AttachmentNote[]; attempts: number; validUntil: Date | null;
}

type Needed = Pick<Services, 'config' | 'inOrg' | 'mailer' | 'sms' | 'sealer'>;

export function messageJobs(services: Needed, makers: AttachmentMakers): JobDefinition[] {
  return [{
    name: deliveryJob,
    retries: mostAttempts,
    // Ten attempts within some four hours: a mail server that is down for lunch loses nothing.
    retryDelay: 30,
    expiresAfter: 120,
    concurrency: 2,
    run: (data) => deliverMessage(services, makers, data as { organizationId: string; messageId: string }),
  }];
}

/**
 * Sends one message and notes what became of it. What may pass is thrown, so that the job is tried again; what was refused for good, or too often, ends as
 * failed with the other side's words. A worker that dies between the sending and its note sends twice rather than never.
 */
export async function deliverMessage(services: Needed, makers: AttachmentMakers, { organizationId, messageId }: { organizationId: string; messageId: string }): Promise<void> {
  const { inOrg, mailer, sms, sealer } = services;
  const actor = systemActor(organizationId);
  const taken = await inOrg(actor, (scope) => takeMessage(scope, messageId));
  if (!taken) return;
  const { message, brand } = taken;
  const text = message.sealedBody ? sealer.open(message.sealedBody, sealContext(messageId)) : message.body;
  const port = message.channel === 'email' ? mailer : sms;
  let delivered: Delivered;
  try {
    if (message.channel === 'email') {
      const attachments = await Promise.all(message.attachments.map(async ({ source, id, fileName, mediaType }) => {
        const make = makers[source];
        if (!make) throw new DeliveryRefused(`Nobody makes the attachment ${source}.`);
        return { fileName, mediaType, content: await attached(() => make(inOrg, organizationId, id)) };
      }));
      delivered = await mailer.send({
        id: messageId, fromName: brand.name, replyTo: brand.email, to: message.recipient, bcc: message.bcc, subject: message.subject ?? brand.name,
        text, html: htmlOf(text, brand), attachments,
      });
    } else {
      delivered = await sms.send({ id: messageId, to: message.recipient, text, statusUrl: statusUrl(services, { organizationId, messageId }) });
    }
  } catch (error) {
    const isFinal = error instanceof DeliveryRefused || message.attempts >= mostAttempts;
    await inOrg(actor, (scope) => noteFailure(scope, message, error as Error, isFinal));
    if (isFinal) return;
    throw error;
  }
  await inOrg(actor, (scope) => noteSent(scope, message, delivered, { isSimulated: port.isSimulated, text }));
}

/** What went wrong in making it is ours and for the log; people are told that it did. */
async function attached(make: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await make();
  } catch (cause) {
    throw new Error('The attachment could not be made.', { cause });
  }
}

async function takeMessage(scope: Scope, id: string): Promise<{ message: WaitingMessage; brand: { name: string; accentColor: string | null; email: string | null } } | null> {
  const { rows, organizationId } = scope;
  const [message] = await rows<WaitingMessage>(
    `update outbox_messages set attempts = attempts + 1 where organization_id = $1 and id = $2 and state = 'queued'
     returning ${toldColumns}, bcc, subject, body, sealed_body as "sealedBody", attachments, attempts, valid_until as "validUntil"`, [organizationId, id]);
  if (!message) return null;
  const reason = await whyNotAnyMore(scope, message);
  if (reason) {
    await rows(`update outbox_messages set state = 'cancelled', sealed_body = null, failure = null, error = $3 where organization_id = $1 and id = $2`, [organizationId, id, reason]);
    return null;
  }
  const { name, accentColor, email } = await organizationSettings(scope);
  return { message, brand: { name, accentColor, email } };
}

/** What has happened since it was written; null where it is still to be sent. */
async function whyNotAnyMore(scope: Scope, message: WaitingMessage): Promise<string | null> {
  if (message.validUntil && message.validUntil <= scope.now) return 'It was no longer valid when it could be sent.';
  const stop = await contactStop(scope, { ...message, to: message.recipient });
  return stop && `Not to be contacted: ${stop}`;
}

async function noteSent(scope: Scope, message: WaitingMessage, { providerId }: Delivered, { isSimulated, text }: { isSimulated: boolean; text: string }): Promise<void> {
  // The provider may have said already what became of it.
  const noted = await scope.rows(
    `update outbox_messages
        set state = case when state = 'queued' then 'sent' else state end, error = case when state = 'queued' then null else error end,
            failure = case when state = 'queued' then null else failure end, sent_at = $3, provider_id = $4, simulated = $5, sealed_body = null, body = $6
      where organization_id = $1 and id = $2 and state <> 'cancelled' returning 1`,
    [scope.organizationId, message.id, scope.now, providerId, isSimulated, message.secret && !isSimulated ? '' : text]);
  // Withdrawn or erased meanwhile: nothing is told of it any more.
  if (noted.length > 0) await tellMessage(scope, message, 'message.sent');
}

async function noteFailure(scope: Scope, message: WaitingMessage, problem: Error, isFinal: boolean): Promise<void> {
  const error = problem.message.slice(0, 500);
  const failure = problem instanceof DeliveryProblem ? problem.failure : 'unknown';
  const noted = await scope.rows(
    `update outbox_messages
        set error = $3, failure = $4, state = case when $5 then 'failed' else state end, sealed_body = case when $5 then null else sealed_body end
      where organization_id = $1 and id = $2 and state = 'queued' returning 1`, [scope.organizationId, message.id, error, failure, isFinal]);
  if (isFinal && noted.length > 0) await tellMessage(scope, message, 'message.failed', { error, failure });
}
