import type { Readable } from 'node:stream';
import type * as S3 from '@aws-sdk/client-s3';
import type { S3Settings } from '../../core/config.ts';
import { StorageUnreachable, type FilesPort } from '../../ports/files.ts';

type Sdk = typeof S3;
type Connection = { sdk: Sdk; client: S3.S3Client };

/** By name and not by 404: a bucket that is not there is trouble. */
const isAbsent = (error: unknown): boolean => ['NoSuchKey', 'NotFound'].includes((error as { name?: string }).name ?? '');

/** Files in a bucket of S3, or of anything that speaks its protocol. `tell` hears what the store said when it failed. */
export function s3Files(settings: S3Settings, tell: (error: unknown) => void): FilesPort {
  let connection: Promise<Connection> | undefined;
  // The library is large; who keeps files on disk never loads it.
  const connect = (): Promise<Connection> => (connection ??= import('@aws-sdk/client-s3').then((sdk) => ({ sdk, client: clientOf(sdk, settings) })));
  const place = (key: string) => ({ Bucket: settings.bucket, Key: key });

  async function ask<T>(question: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      return await question(await connect());
    } catch (error) {
      if (isAbsent(error)) throw error;
      tell(error);
      throw new StorageUnreachable({ cause: error });
    }
  }

  const orAbsent = <T, A>(answer: Promise<T>, absent: A): Promise<T | A> => answer.catch((error: unknown) => {
    if (isAbsent(error)) return absent;
    throw error;
  });

  const remove = (key: string) => orAbsent(ask(async ({ sdk, client }) => { await client.send(new sdk.DeleteObjectCommand(place(key))); }), undefined);

  return {
    async put(key, content, { size, mediaType }) {
      // The library waits for a body that broke off; it has to be told.
      const broken = new AbortController();
      content.once('error', () => broken.abort());
      try {
        await ask(({ sdk, client }) => client.send(
          new sdk.PutObjectCommand({ ...place(key), Body: content, ContentLength: size, ContentType: mediaType }), { abortSignal: broken.signal }));
      } catch (error) {
        // Whether anything arrived is not known; nothing may stay that looks whole.
        await remove(key).catch(() => {});
        throw error;
      }
    },
    read: (key) => orAbsent(
      ask(async ({ sdk, client }) => (await client.send(new sdk.GetObjectCommand(place(key)))).Body as Readable), null),
    exists: (key) => orAbsent(
      ask(async ({ sdk, client }) => { await client.send(new sdk.HeadObjectCommand(place(key))); return true; }), false),
    remove,
    async* list(prefix) {
      let from: string | undefined;
      do {
        const page = await ask(({ sdk, client }) => client.send(new sdk.ListObjectsV2Command({
          Bucket: settings.bucket, Prefix: prefix, ...(from ? { ContinuationToken: from } : {}),
        })));
        for (const { Key: key, LastModified: storedAt } of page.Contents ?? []) if (key && storedAt) yield { key, storedAt };
        from = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (from);
    },
    async close() {
      const open = await connection;
      connection = undefined;
      open?.client.destroy();
    },
  };
}

const clientOf = (sdk: Sdk, { endpoint, region, credentials, pathStyle }: S3Settings): S3.S3Client => new sdk.S3Client({
  region,
  forcePathStyle: pathStyle,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 60_000 },
  // What fails is told by the adapter, once.
  logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  // Stores other than Amazon's do not all know the newer checksums.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  ...(endpoint ? { endpoint } : {}),
  ...(credentials ? { credentials } : {}),
});
