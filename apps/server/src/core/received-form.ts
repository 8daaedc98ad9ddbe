import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { StorageFull } from '../ports/files.ts';
import { InvalidFields, Refusal } from './problems.ts';

export interface FormLimits {
  /** Where a file waits until it is stored or refused. */
  directory: string;
  maxFileBytes: number;
}

/** A file that was sent, whole and in a temporary place. */
export interface ReceivedFile {
  /** As the sender calls it: may say anything. */
  name: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  path: string;
  open(): Readable;
  discard(): Promise<void>;
}

type Validate = (value: unknown) => unknown;

export class FileTooLarge extends Refusal {
  constructor(maxBytes: number) {
    const limit = maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MB` : `${maxBytes} bytes`;
    super({
      status: 413, code: 'file_too_large', detail: `The file is larger than the ${limit} that are taken.`,
      errors: [{ pointer: '/file', detail: `Expected at most ${limit}.` }], more: { maxBytes },
    });
  }
}

/** The connection broke or the form ends in the middle. Usually nobody is left to read this. */
class FormInterrupted extends Refusal {
  constructor() {
    super({ status: 400, code: 'interrupted', detail: 'The form ended before it was complete; nothing was kept. Send it again.' });
  }
}

/** What a form with texts and one file may cost before anything in it is looked at. */
const partLimits = { files: 1, fields: 20, fieldNameSize: 100, fieldSize: 20_000, headerPairs: 20, parts: 21 };

/** Room for the texts and what stands between the parts, above the file itself. */
const formOverhead = 524_288;

/**
 * Reads a form: its texts, checked as its endpoint's body, and its file, which lies in a temporary place until it is discarded.
 * Whatever is wrong, nothing of it is left. Throws {@link FileTooLarge}.
 */
export async function receiveForm(
  request: FastifyRequest, { directory, maxFileBytes }: FormLimits, validate: Validate,
): Promise<{ body: { [name: string]: string }; file: ReceivedFile }> {
  // Said before the rest is sent, so that nobody waits for an upload that is refused.
  if (Number(request.headers['content-length'] ?? 0) > maxFileBytes + formOverhead) throw new FileTooLarge(maxFileBytes);
  const form: { texts: { [name: string]: string }; file: ReceivedFile | null } = { texts: {}, file: null };
  try {
    for await (const part of request.parts({ limits: { ...partLimits, fileSize: maxFileBytes } })) {
      if (form.texts[part.fieldname] !== undefined) throw new InvalidFields([{ pointer: `/${part.fieldname}`, detail: 'Expected once.' }]);
      if (part.type === 'file') form.file = await keep(part, { directory, maxFileBytes });
      // To the contract the file is a text under its name: there or not there, and known or not.
      form.texts[part.fieldname] = part.type === 'file' ? (part.filename ?? '') : textOf(part);
    }
    const { file: name, ...body } = checked(form.texts, validate);
    if (!form.file || name !== form.file.name) throw new InvalidFields([{ pointer: '/file', detail: 'Expected a file, not text.' }]);
    return { body, file: form.file };
  } catch (error) {
    await form.file?.discard();
    throw readable(error, maxFileBytes);
  }
}

function textOf({ fieldname, value }: Exclude<Multipart, MultipartFile>): string {
  if (typeof value !== 'string') throw new InvalidFields([{ pointer: `/${fieldname}`, detail: 'Expected text.' }]);
  return value;
}

function checked(texts: { [name: string]: string }, validate: Validate): { [name: string]: string } {
  const { error } = validate(texts) as { error?: Error };
  if (error) throw Object.assign(error, { validationContext: 'body' });
  return texts;
}

/** Writes the file down while it arrives, counting and hashing it on the way. */
async function keep(part: MultipartFile, { directory, maxFileBytes }: FormLimits): Promise<ReceivedFile> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const place = path.join(directory, `${randomUUID()}.part`);
  const discard = () => rm(place, { force: true });
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(part.file, counted, createWriteStream(place, { flags: 'wx', mode: 0o600 }));
    if (part.file.truncated) throw new FileTooLarge(maxFileBytes);
  } catch (error) {
    await discard();
    throw error;
  }
  return { name: part.filename ?? '', size, sha256: hash.digest('hex'), path: place, open: () => createReadStream(place), discard };
}

/** What the form's reader and the disk say, as refusals. */
function readable(error: unknown, maxFileBytes: number): unknown {
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new FileTooLarge(maxFileBytes);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StorageFull();
  if (code === 'FST_FILES_LIMIT') return new InvalidFields([{ pointer: '/file', detail: 'Expected one file a request.' }]);
  const cutOff = code === 'FST_MP_PREMATURE_CLOSE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR';
  // Its own reader has no codes for a form that is not one.
  if (cutOff || /terminated early|end of multipart|Multipart: Boundary|Malformed/i.test(message)) return new FormInterrupted();
  return error;
}
