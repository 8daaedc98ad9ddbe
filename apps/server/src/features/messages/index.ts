/** The door to messages for other features. */
import type { Scope } from '../../core/in-org.ts';
import type { MessageChannel, MessageKind, MessageValues } from './message-kinds.ts';
import { templateFor } from './message-templates.ts';
import { defaultTemplate, namedTemplate } from './named-templates.ts';
import { renderTemplate } from './render-template.ts';

export { contactStop, refuseContact } from './do-not-contact.ts';
export { deliverMessage, messageJobs, type AttachmentMakers } from './deliver-message.ts';
export type { MessageChannel, MessageKind, MessageValues } from './message-kinds.ts';
export { messageTemplateRoutes } from './message-template.routes.ts';
export { refuseUnknownTemplate } from './named-templates.ts';
export { waysTo } from './ways-to.ts';
export { segmentsOf } from './text-segments.ts';
export { messagesAbout } from './messages-about.ts';
export { statusProof } from './text-status.ts';
export { textStatusRoutes } from './text-status.routes.ts';
export { eraseMessagesOf, queueMessage, sealContext, withdrawMessages, type NewMessage } from './queue-message.ts';

/** What a kind of message says, in the organization's words: those chosen by id, the plain ones where that is null, else what is the default. */
export async function renderMessage(
  scope: Scope, kind: MessageKind, channel: MessageChannel, values: MessageValues, templateId?: string | null,
): Promise<{ subject: string | null; text: string }> {
  const chosen = templateId ? await namedTemplate(scope, kind, channel, templateId) : null;
  // One that was removed since it was chosen leaves the default.
  const byDefault = chosen || templateId === null ? null : await defaultTemplate(scope, kind, channel);
  return renderTemplate(chosen ?? byDefault ?? await templateFor(scope, kind, channel), values);
}
