import type { Input, NamedTemplate, createNamedTemplate, updateNamedTemplate } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import type { MessageChannel, MessageKind, Template } from './message-kinds.ts';
import { readWords } from './message-templates.ts';

/** More would be no choice. */
const most = 50;

class TemplateNameTaken extends Refusal {
  constructor(name: string) {
    super({ status: 409, code: 'template_name_taken', detail: `There is a template “${name}” already.`, errors: [{ pointer: '/name', detail: 'Another one is called so.' }] });
  }
}

class TooManyTemplates extends Refusal {
  constructor() {
    super({ status: 409, code: 'too_many_templates', detail: `There are ${most} templates already. Change or remove one of them.` });
  }
}

const columns = `id, kind, channel, name, subject, body, is_default as "isDefault", ${instant('updated_at')} as "updatedAt", version`;

export function namedTemplates({ rows, organizationId }: Scope, { kind }: { kind?: MessageKind }): Promise<NamedTemplate[]> {
  return rows<NamedTemplate>(
    `select ${columns} from named_templates where organization_id = $1 and ($2::text is null or kind = $2) order by kind, channel, name limit ${most}`, [organizationId, kind ?? null]);
}

/** Throws a 422 for words that cannot be read, and {@link TemplateNameTaken}. */
export async function addNamedTemplate(scope: Scope, { kind, channel, name, isDefault = false, ...words }: Input<typeof createNamedTemplate>['body']): Promise<NamedTemplate> {
  const template = readWords(kind, channel, words);
  const all = await locked(scope);
  if (all.length >= most) throw new TooManyTemplates();
  refuseTwins(all, { id: null, kind, channel, name: name.trim() });
  if (isDefault) await clearDefault(scope, kind, channel);
  const id = newId();
  await insertRow(scope, 'named_templates', {
    organizationId: scope.organizationId, id, kind, channel, name: name.trim(), ...template, isDefault, updatedById: scope.actor.userId, createdAt: scope.now, updatedAt: scope.now,
  });
  await scope.record('named_template.created', { type: 'organization', id: scope.organizationId }, { templateId: id, kind, channel, name: name.trim() });
  return one(scope, id);
}

/** Throws what {@link addNamedTemplate} does, and `Stale`. */
export async function changeNamedTemplate(
  scope: Scope, id: string, changes: NonNullable<Input<typeof updateNamedTemplate>['body']>, ifMatch: number | null,
): Promise<NamedTemplate> {
  const all = await locked(scope);
  const before = all.find((template) => template.id === id);
  if (!before) throw new NotFound('template');
  await expectVersion(before, ifMatch, () => before);
  const next = { ...before, ...changes, name: (changes.name ?? before.name).trim() };
  const template = readWords(before.kind, before.channel, next);
  refuseTwins(all, next);
  if (next.isDefault && !before.isDefault) await clearDefault(scope, before.kind, before.channel);
  await scope.rows(
    `update named_templates set name = $3, subject = $4, body = $5, is_default = $6, updated_by_id = $7, updated_at = $8, version = version + 1 where organization_id = $1 and id = $2`,
    [scope.organizationId, id, next.name, template.subject, template.body, next.isDefault, scope.actor.userId, scope.now]);
  await scope.record('named_template.updated', { type: 'organization', id: scope.organizationId }, { templateId: id, kind: before.kind, channel: before.channel, name: next.name, isDefault: next.isDefault });
  return one(scope, id);
}

export async function removeNamedTemplate(scope: Scope, id: string): Promise<void> {
  const [removed] = await scope.rows<{ name: string }>('delete from named_templates where organization_id = $1 and id = $2 returning name', [scope.organizationId, id]);
  if (!removed) throw new NotFound('template');
  await scope.record('named_template.deleted', { type: 'organization', id: scope.organizationId }, { templateId: id, name: removed.name });
}

/** The words with this id, of this kind and channel; null where there are none. */
export async function namedTemplate({ rows, organizationId }: Scope, kind: MessageKind, channel: MessageChannel, id: string): Promise<Template | null> {
  const [found] = await rows<Template>(
    'select subject, body from named_templates where organization_id = $1 and id = $2 and kind = $3 and channel = $4', [organizationId, id, kind, channel]);
  return found ?? null;
}

/** What is sent where nothing is chosen, if that is one of these. */
export async function defaultTemplate({ rows, organizationId }: Scope, kind: MessageKind, channel: MessageChannel): Promise<(Template & { id: string }) | null> {
  const [found] = await rows<Template & { id: string }>(
    'select id, subject, body from named_templates where organization_id = $1 and kind = $2 and channel = $3 and is_default', [organizationId, kind, channel]);
  return found ?? null;
}

/** Throws a 422 at `pointer` for what is no template of this kind and channel. */
export async function refuseUnknownTemplate(scope: Scope, kind: MessageKind, channel: MessageChannel, id: string, pointer: string): Promise<void> {
  if (!await namedTemplate(scope, kind, channel, id)) throw new InvalidFields([{ pointer, detail: 'There is no such template.' }]);
}

/** All of them, so that two who make a default, or the last that fits, wait for each other. */
async function locked({ rows, organizationId }: Scope): Promise<NamedTemplate[]> {
  await rows('select 1 from organization_settings where organization_id = $1 for update', [organizationId]);
  return rows<NamedTemplate>(`select ${columns} from named_templates where organization_id = $1`, [organizationId]);
}

function refuseTwins(all: readonly NamedTemplate[], { id, kind, channel, name }: { id: string | null; kind: MessageKind; channel: MessageChannel; name: string }): void {
  const twin = all.find((one) => one.id !== id && one.kind === kind && one.channel === channel && one.name.toLowerCase() === name.toLowerCase());
  if (twin) throw new TemplateNameTaken(name);
}

async function clearDefault({ rows, organizationId }: Scope, kind: MessageKind, channel: MessageChannel): Promise<void> {
  await rows('update named_templates set is_default = false, version = version + 1 where organization_id = $1 and kind = $2 and channel = $3 and is_default', [organizationId, kind, channel]);
}

async function one({ rows, organizationId }: Scope, id: string): Promise<NamedTemplate> {
  const [found] = await rows<NamedTemplate>(`select ${columns} from named_templates where organization_id = $1 and id = $2`, [organizationId, id]);
  return found!;
}
