import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { extensionOf } from './file-name.ts';
import { FileEmpty, FileKindRefused } from './file.errors.ts';
import { expectedKinds, kindOf, type FileKind } from './file-kinds.ts';

/** Other names under which the library knows kinds of ours. */
const sameAs: { readonly [mediaType: string]: string } = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
};

/**
 * What a file is, told from its bytes. The name only decides among texts, which have nothing else to be told by.
 * Throws {@link FileKindRefused} for what is not taken and {@link FileEmpty}.
 */
export async function recognizeFile(file: { name: string; path: string; size: number }): Promise<FileKind> {
  if (file.size === 0) throw new FileEmpty();
  const found = await fileTypeFromFile(file.path);
  const mediaType = found ? (sameAs[found.mime] ?? found.mime) : await textTypeOf(file);
  const kind = mediaType === 'application/x-cfb' ? await oldOfficeKind(file.path) : mediaType && kindOf(mediaType);
  if (!kind) throw new FileKindRefused(expectedKinds);
  return kind;
}

/** The streams that make a compound file a document of the old Office; an installer (.msi) is such a file without them. */
const oldOffice: readonly [stream: string, mediaType: string][] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
];

async function oldOfficeKind(path: string): Promise<FileKind | undefined> {
  const longest = 64;
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const here = Buffer.concat([before, chunk]);
    const stream = oldOffice.find(([name]) => here.includes(Buffer.from(name, 'utf16le')));
    if (stream) return kindOf(stream[1]);
    before = here.subarray(-longest);
  }
  return undefined;
}

const textKinds: { readonly [extension: string]: string } = { csv: 'text/csv', txt: 'text/plain', md: 'text/plain', log: 'text/plain' };

/** Begins like something that is run or shown as a page, behind blanks and a byte order mark. */
const active = /^[\s\uFEFF]*(<|#!|%!|\{\\rt)/;

async function textTypeOf({ name, path }: { name: string; path: string }): Promise<string | undefined> {
  const mediaType = textKinds[extensionOf(name)];
  if (!mediaType) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      if (isFirst && active.test(text)) return undefined;
      // No control characters but those that texts have; they make other programs of a file than readers of text.
      // eslint-disable-next-line no-control-regex -- these are what is looked for
      if (/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/.test(text)) return undefined;
      isFirst = false;
    }
    decoder.decode();
    return mediaType;
  } catch {
    return undefined;
  }
}
