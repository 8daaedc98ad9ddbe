/** What is kept with a lead or a service order: quotes, contracts, photos, documents. Sources: S4-db-c, S4-api-c, S4-f4; D14, D27. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, Instant, Nullable, OneOf, Page, RequiredText, SentFile, Shape, Version, named, paging } from './schemas.ts';

const tag = 'files';

export const fileCategories = ['quote', 'contract', 'photo', 'document'] as const;
export const FileCategory = OneOf(fileCategories);
export type FileCategory = (typeof fileCategories)[number];

/** How a page can show a file in place; null for what can only be downloaded. */
export const FilePreview = OneOf(['image', 'pdf'] as const);

const fileName = RequiredText(200, 'What people call it. The ending follows the content: `scan` of a PDF becomes `scan.pdf`.');

export const LeadFile = named('File', Shape({
  id: Id,
  leadId: Nullable(Id),
  serviceOrderId: Nullable(Type.String({ format: 'uuid', description: 'A file is kept with a lead or with a service order.' })),
  name: Type.String({ description: 'Without path and control characters.' }),
  category: FileCategory,
  mediaType: Type.String({ description: 'Told from the content, never from what the sender claimed.' }),
  size: Type.Integer({ description: 'In bytes.' }),
  preview: Nullable(FilePreview),
  createdAt: Instant,
  createdById: Nullable(Id),
  createdByName: Nullable(Type.String()),
  version: Version,
}));
export type LeadFile = Static<typeof LeadFile>;

export const NewFile = named('NewFile', Shape({
  leadId: Type.Optional(Id),
  serviceOrderId: Type.Optional(Type.String({ format: 'uuid', description: 'Instead of a lead.' })),
  category: Type.Optional(OneOf(fileCategories, 'Left out, a picture is a photo and anything else a document.')),
  file: SentFile,
}));
export type NewFile = Static<typeof NewFile>;

export const FileChanges = named('FileChanges', Changes(Shape({ name: fileName, category: FileCategory })));
export type FileChanges = Static<typeof FileChanges>;

export const listFiles = endpoint({
  operationId: 'listFiles', tag, summary: 'Files of a lead, of a service order or of all orders of a subscriber, newest first', method: 'GET', path: '/files', access: 'files:read',
  query: Shape({ leadId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), subscriberId: Type.Optional(Id), ...paging }), response: Page('FilePage', LeadFile), errors: [404, 422],
});
export const createFile = endpoint({
  operationId: 'createFile', tag, summary: 'Add a file to a lead or a service order', method: 'POST', path: '/files', access: 'files:write', status: 201, accepts: 'form',
  description: 'One file a request. Whoever may work on the lead may add to it, also once it is converted (D27); to a service order who works on it, also once it is completed. What the content is decides, not the '
    + 'name: 415 `file_kind_refused` says what is taken, 413 `file_too_large` how much, 422 `too_many_files` how many.',
  body: NewFile, response: LeadFile, errors: [404, 409, 413, 415, 422, 502, 507],
});
export const getFile = endpoint({
  operationId: 'getFile', tag, summary: 'One file, without its content', method: 'GET', path: '/files/:id', access: 'files:read', params: ById,
  response: LeadFile, errors: [404],
});
export const getFileContent = endpoint({
  operationId: 'getFileContent', tag, summary: 'The content of a file', method: 'GET', path: '/files/:id/content', access: 'files:read', answers: 'bytes',
  description: 'Pictures and PDFs are shown where they are opened, unless `download` is asked for; everything else is always a download.',
  params: ById, query: Shape({ download: Type.Optional(Type.Boolean()) }), errors: [404, 502],
});
export const updateFile = endpoint({
  operationId: 'updateFile', tag, summary: 'Rename a file, or put it into another category', method: 'PATCH', path: '/files/:id', access: 'files:write',
  params: ById, body: FileChanges, response: LeadFile, errors: [404, 409, 412, 422],
});
export const deleteFile = endpoint({
  operationId: 'deleteFile', tag, summary: 'Delete a file; it can be restored', method: 'DELETE', path: '/files/:id', access: 'files:write', status: 204,
  params: ById, errors: [404, 409],
});
export const restoreFile = endpoint({
  operationId: 'restoreFile', tag, summary: 'Bring a deleted file back', method: 'POST', path: '/files/:id/restore', access: 'files:write', params: ById,
  response: LeadFile, errors: [404, 409, 422],
});

export const FileKind = named('FileKind', Shape({
  mediaType: Type.String(),
  extensions: Type.Array(Type.String({ description: 'Without the dot.' })),
  preview: Nullable(FilePreview),
}));
export const FileLimits = named('FileLimits', Shape({
  maxBytes: Type.Integer({ description: 'Of one file.' }),
  maxFiles: Type.Integer({ description: 'Of one lead or service order.' }),
  kinds: Type.Array(FileKind),
}));
export type FileLimits = Static<typeof FileLimits>;
export const getFileLimits = endpoint({
  operationId: 'getFileLimits', tag, summary: 'Which files are taken, how large and how many', method: 'GET', path: '/files/limits', access: 'files:read',
  response: FileLimits,
});
