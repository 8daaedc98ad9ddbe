import type { FileLimits } from '@lastmile/contracts';

/** One kind of content that is taken; the first extension is the one that a name without any gets. */
export type FileKind = FileLimits['kinds'][number];

const kind = (mediaType: string, extensions: string[], preview: FileKind['preview'] = null): FileKind => ({ mediaType, extensions, preview });

/**
 * What is taken: nothing that a browser or a machine would run. SVG and HTML carry scripts, archives carry anything, and
 * documents with macros have media types of their own, which are not here.
 */
export const fileKinds: readonly FileKind[] = [
  kind('image/jpeg', ['jpg', 'jpeg', 'jfif'], 'image'),
  kind('image/png', ['png'], 'image'),
  kind('image/webp', ['webp'], 'image'),
  kind('image/gif', ['gif'], 'image'),
  kind('image/avif', ['avif'], 'image'),
  kind('image/heic', ['heic'], 'image'),
  kind('image/heif', ['heif', 'heic'], 'image'),
  kind('image/bmp', ['bmp'], 'image'),
  kind('image/tiff', ['tif', 'tiff']),
  kind('application/pdf', ['pdf'], 'pdf'),
  kind('application/vnd.openxmlformats-officedocument.wordprocessingml.document', ['docx']),
  kind('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['xlsx']),
  kind('application/vnd.openxmlformats-officedocument.presentationml.presentation', ['pptx']),
  kind('application/msword', ['doc']),
  kind('application/vnd.ms-excel', ['xls']),
  kind('application/vnd.ms-powerpoint', ['ppt']),
  kind('application/vnd.oasis.opendocument.text', ['odt']),
  kind('application/vnd.oasis.opendocument.spreadsheet', ['ods']),
  kind('application/vnd.oasis.opendocument.presentation', ['odp']),
  kind('application/rtf', ['rtf']),
  kind('text/csv', ['csv']),
  kind('text/plain', ['txt', 'md', 'log']),
];

export const expectedKinds = 'a picture, a PDF, a Word, Excel, PowerPoint or OpenDocument file, or plain text';

const byMediaType = new Map(fileKinds.map((one) => [one.mediaType, one]));

export const kindOf = (mediaType: string): FileKind | undefined => byMediaType.get(mediaType);
