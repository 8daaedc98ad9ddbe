import type { FastifyReply } from 'fastify';

/** P8: headers of a file that is downloaded and never shown: our type, no guessing, nothing runs. */
export function attachment(reply: FastifyReply, { name, mediaType }: { name: string; mediaType: string }): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; ${fileNameParameters(name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
}

/** RFC 6266: plain for old programs, and the name itself in UTF-8. */
export function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7E]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
