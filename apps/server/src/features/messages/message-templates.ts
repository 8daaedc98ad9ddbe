import { messageChannels, messageKinds, templateVariables, variablesOf, type MessageTemplate, type TemplateVariable } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { instant } from '../../core/sql.ts';
import { standardTemplates, type MessageChannel, type MessageKind, type MessageValues, type Template } from './message-kinds.ts';
import { checkTemplate, renderTemplate } from './render-template.ts';
import { segmentsOf } from './text-segments.ts';

interface StoredTemplate extends Template { kind: MessageKind; channel: MessageChannel; updatedAt: string; version: number }

const stored = ({ rows, organizationId }: Scope): Promise<StoredTemplate[]> => rows<StoredTemplate>(
  `select kind, channel, subject, body, ${instant('updated_at')} as "updatedAt", version from message_templates where organization_id = $1`, [organizationId]);

/** Every kind and channel with the words that are used now. */
export async function messageTemplates(scope: Scope): Promise<MessageTemplate[]> {
  const own = await stored(scope);
  return messageKinds.flatMap((kind) => messageChannels.map((channel) => {
    const words = own.find((one) => one.kind === kind && one.channel === channel);
    return words ? { ...words, isStandard: false } : { kind, channel, ...standardTemplates[kind][channel], isStandard: true, updatedAt: null, version: 1 };
  }));
}

/** The words of one kind on one channel. */
export async function templateFor(scope: Scope, kind: MessageKind, channel: MessageChannel): Promise<Template> {
  const [own] = await scope.rows<Template>(
    'select subject, body from message_templates where organization_id = $1 and kind = $2 and channel = $3', [scope.organizationId, kind, channel]);
  return own ?? standardTemplates[kind][channel];
}

interface Words { subject?: string | null; body: string }

/** Throws a 422 naming the field and what is wrong in it. */
export async function setTemplate(scope: Scope, { kind, channel }: { kind: MessageKind; channel: MessageChannel }, words: Words, ifMatch: number | null): Promise<MessageTemplate> {
  const template = readWords(kind, channel, words);
  const one = async () => (await messageTemplates(scope)).find((found) => found.kind === kind && found.channel === channel)!;
  const before = await one();
  await expectVersion(before, ifMatch, () => before);
  if (before.subject === template.subject && before.body === template.body) return before;
  await scope.rows(
    `insert into message_templates (organization_id, kind, channel, subject, body, updated_by_id, updated_at, version) values ($1, $2, $3, $4, $5, $6, $7, 2)
     on conflict (organization_id, kind, channel) do update set subject = excluded.subject, body = excluded.body, updated_by_id = excluded.updated_by_id,
       updated_at = excluded.updated_at, version = message_templates.version + 1`,
    [scope.organizationId, kind, channel, template.subject, template.body, scope.actor.userId, scope.now]);
  await scope.record('message_template.updated', { type: 'organization', id: scope.organizationId }, { kind, channel });
  return one();
}

export async function resetTemplate(scope: Scope, { kind, channel }: { kind: MessageKind; channel: MessageChannel }): Promise<void> {
  const removed = await scope.rows(
    'delete from message_templates where organization_id = $1 and kind = $2 and channel = $3 returning 1', [scope.organizationId, kind, channel]);
  if (removed.length > 0) await scope.record('message_template.reset', { type: 'organization', id: scope.organizationId }, { kind, channel });
}

/** How it would read, with examples. Throws as {@link setTemplate} does. */
export function previewTemplate(kind: MessageKind, channel: MessageChannel, words: Words): { subject: string | null; text: string; segments: number | null } {
  const samples = Object.fromEntries(variablesOf[kind].known.map((name) => [name, templateVariables[name][1]])) as MessageValues;
  const { subject, text } = renderTemplate(readWords(kind, channel, words), samples);
  return { subject, text, segments: channel === 'sms' ? segmentsOf(text) : null };
}

/** Words as they are kept. Throws as {@link setTemplate} does. */
export function readWords(kind: MessageKind, channel: MessageChannel, { subject = null, body }: Words): Template {
  const { known, needed } = variablesOf[kind];
  const template = { subject: channel === 'email' ? subject?.trim() || standardTemplates[kind].email.subject : null, body: body.trim() };
  const problems = [...problemsIn('subject', template.subject ?? '', known), ...problemsIn('body', template.body, known)];
  // A code in a subject stands on a locked phone's screen, and in the outbox.
  if (kind === 'quote_code' && template.subject && usesVariable(template.subject, 'code')) {
    problems.push({ pointer: '/subject', detail: 'The code belongs into the text, not into the subject.' });
  }
  if (needed && !usesVariable(template.body, needed) && problems.length === 0) {
    problems.push({ pointer: '/body', detail: `Put {{ ${needed} }} into it: without it the message is of no use.` });
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return template;
}

function problemsIn(field: 'subject' | 'body', text: string, known: readonly TemplateVariable[]): { pointer: string; detail: string }[] {
  const { problem, variables } = checkTemplate(text);
  if (problem) return [{ pointer: `/${field}`, detail: problem }];
  const unknown = variables.find((name) => !(known as readonly string[]).includes(name));
  return unknown ? [{ pointer: `/${field}`, detail: `{{ ${unknown} }} is not known here; use ${known.map((name) => `{{ ${name} }}`).join(' ')}.` }] : [];
}

const usesVariable = (text: string, name: string): boolean => checkTemplate(text).variables.includes(name);
