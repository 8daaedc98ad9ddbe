import * as contract from '@lastmile/contracts';
import type { FastifyReply } from 'fastify';
import { fileNameParameters } from '../../core/attachment.ts';
import { NotFound, NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { addFile, maxFiles } from './add-file.ts';
import { changeFile, removeFile, restoreFile } from './change-file.ts';
import { fileKinds, kindOf } from './file-kinds.ts';
import { changedFile, contentOf, filesOf, fileView } from './file.view.ts';
import { incomingIn } from './incoming.ts';

export function fileRoutes({ on, free, form }: Routes, services: Services): void {
  const { config, files } = services;
  on(contract.getFileLimits, () => Promise.resolve({ maxBytes: config.maxFileBytes, maxFiles, kinds: [...fileKinds] }));
  on(contract.listFiles, (scope, { query }) => filesOf(scope, query));
  on(contract.getFile, (scope, { params }) => fileView(scope, params.id));

  form(contract.createFile, { directory: incomingIn(config), maxFileBytes: config.maxFileBytes }, (call) => addFile(services, call));

  free(contract.getFileContent, async ({ identity, inOrg, params, query, reply }) => {
    if (!identity) throw new NotSignedIn();
    const file = await inOrg(identity.actor, (scope) => contentOf(scope, params.id), { readOnly: true });
    const content = await files.read(file.key);
    if (!content) throw new NotFound('file content');
    return contentHeaders(reply, file, query.download ?? false).send(content);
  });

  on(contract.updateFile, async (scope, { params, body, ifMatch }) => {
    await changeFile(scope, params.id, body, ifMatch);
    return changedFile(scope, params.id);
  });
  on(contract.deleteFile, async (scope, { params }) => {
    await removeFile(scope, params.id);
    return {};
  });
  on(contract.restoreFile, async (scope, { params }) => {
    await restoreFile(scope, params.id);
    return changedFile(scope, params.id);
  });
}

/** P8: what was uploaded runs nowhere. Its type is ours, a browser may not guess another, and what it shows is in a sandbox without scripts. */
function contentHeaders(reply: FastifyReply, { name, mediaType, size }: { name: string; mediaType: string; size: number }, download: boolean): FastifyReply {
  const disposition = !download && kindOf(mediaType)?.preview ? 'inline' : 'attachment';
  return reply
    .header('content-type', mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
    .header('content-length', size)
    .header('content-disposition', `${disposition}; ${fileNameParameters(name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'")
    // The bytes under an id never change; who may see them can.
    .header('cache-control', 'private, max-age=300');
}
