/** Further words for a kind of message, to be chosen for each sending (S0-10.4-a: templates by id). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { MessageChannel, MessageKind } from './message-templates.ts';
import { ById, Changes, Id, Instant, List, Nullable, RequiredText, Shape, Text, Version, named } from './schemas.ts';

const words = {
  name: RequiredText(60, 'What people choose it by.'),
  subject: Nullable(Text(200, 'Of a mail; the usual one where null. A text has none.')),
  body: RequiredText(5000, 'Plain text with variables, as in `setMessageTemplate`.'),
  isDefault: Type.Boolean({ description: 'Sent where nothing is chosen; the one before is so no longer.' }),
};
export const NamedTemplate = named('NamedTemplate', Shape({ id: Id, kind: MessageKind, channel: MessageChannel, ...words, updatedAt: Instant, version: Version }));
export type NamedTemplate = Static<typeof NamedTemplate>;
export const NewNamedTemplate = named('NewNamedTemplate', Shape({
  kind: MessageKind, channel: MessageChannel, name: words.name, body: words.body, subject: Type.Optional(words.subject), isDefault: Type.Optional(words.isDefault),
}));

const tag = 'message-templates';
export const listNamedTemplates = endpoint({
  operationId: 'listNamedTemplates', tag, summary: 'Further words for messages, by kind, channel and name', method: 'GET', path: '/named-templates', access: 'quotes:write',
  query: Shape({ kind: Type.Optional(MessageKind) }), response: List('NamedTemplateList', NamedTemplate),
});
export const createNamedTemplate = endpoint({
  operationId: 'createNamedTemplate', tag, summary: 'Add further words for a message', method: 'POST', path: '/named-templates', access: 'message-templates:write', status: 201,
  body: NewNamedTemplate, response: NamedTemplate, errors: [409, 422], description: 'Fifty at most.',
});
export const updateNamedTemplate = endpoint({
  operationId: 'updateNamedTemplate', tag, summary: 'Change further words, or make them what is sent where nothing is chosen', method: 'PATCH', path: '/named-templates/:id',
  access: 'message-templates:write', params: ById, body: named('NamedTemplateChanges', Changes(Shape(words))), response: NamedTemplate, errors: [404, 409, 412, 422],
});
export const deleteNamedTemplate = endpoint({
  operationId: 'deleteNamedTemplate', tag, summary: 'Remove further words; what waits to be sent with them goes out with the default', method: 'DELETE', path: '/named-templates/:id',
  access: 'message-templates:write', status: 204, params: ById, errors: [404],
});
