import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { StorageFull, StorageUnreachable, type FilesPort } from '../../ports/files.ts';
import { diskProblem, localDiskFiles } from './local-disk.ts';
import { s3Files } from './s3.ts';

const bucket = 'lastmile-files';
let directory: string;
let server: S3rver;
let endpoint: string;
const toldOf: unknown[] = [];
const opened: FilesPort[] = [];
function atS3(more: { bucket?: string; endpoint?: string } = {}): FilesPort {
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const files = s3Files({ bucket, endpoint, region: 'us-east-1', credentials, pathStyle: true, ...more }, (error) => toldOf.push(error));
  opened.push(files);
  return files;
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'lastmile-files-'));
  server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: path.join(directory, 's3'), configureBuckets: [{ name: bucket }] });
  const { port } = await server.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  // A server waits for its last connection.
  for (const files of opened) await files.close();
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const allOf = async (files: FilesPort, prefix: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of files.list(prefix)) keys.push(key);
  return keys.sort();
};

const breaking = (): Readable => Readable.from((async function* () {
  yield Buffer.from('half');
  throw new Error('cut off');
})());

/** What the port promises, of whoever answers it. */
describe.each<[string, () => FilesPort]>([
  ['on this machine’s disk', () => localDiskFiles(path.join(directory, 'disk'))],
  ['in a bucket of S3', () => atS3()],
])('files %s', (_, open) => {
  let files: FilesPort;
  beforeAll(() => { files = open(); });

  const put = (key: string, content: Buffer, size = content.length) => files.put(key, Readable.from([content]), { size, mediaType: 'image/png' });
  const read = async (key: string) => {
    const stream = await files.read(key);
    return stream && buffer(stream);
  };

  test('are read as they were put, byte by byte', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_byte, index) => (index * 7) % 256));
    const key = 'crm/one/lead_1/20261125T000000000Z-00000001_дом фото.png';
    await put(key, content);
    expect((await read(key))!.equals(content)).toBe(true);
    expect(await files.exists(key)).toBe(true);
  });

  test('that are not there are null, and as good as removed', async () => {
    expect(await files.read('crm/one/lead_1/nothing.png')).toBeNull();
    expect(await files.exists('crm/one/lead_1/nothing.png')).toBe(false);
    expect(await files.exists('crm/one')).toBe(false);
    await expect(files.remove('crm/one/lead_1/nothing.png')).resolves.toBeUndefined();
  });

  test('are gone once they are removed', async () => {
    await put('crm/one/lead_2/a.png', Buffer.from('a'));
    await files.remove('crm/one/lead_2/a.png');
    expect(await files.read('crm/one/lead_2/a.png')).toBeNull();
  });

  test('are listed under the parts their keys begin with, with when they were stored', async () => {
    const keys = ['crm/two/lead_1/a.png', 'crm/two/lead_1/b.png', 'crm/two/lead_10/c.png', 'crm/twofold/lead_1/d.png'];
    for (const key of keys) await put(key, Buffer.from(key));
    expect(await allOf(files, 'crm/two/')).toEqual(keys.slice(0, 3));
    expect(await allOf(files, 'crm/two/lead_1/')).toEqual(keys.slice(0, 2));
    expect(await allOf(files, 'crm/nobody/')).toEqual([]);
    for await (const { storedAt } of files.list('crm/two/')) expect(Math.abs(storedAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('that end in the middle are a failure', async () => {
    await expect(files.put('crm/one/lead_3/half.png', breaking(), { size: 8, mediaType: 'image/png' })).rejects.toThrow(StorageUnreachable);
  });
});

describe('on this machine’s disk', () => {
  // A real S3 refuses a body that is shorter than it was said to be; the one of the tests keeps it.
  test('nothing is left of what ended in the middle', async () => {
    const files = localDiskFiles(path.join(directory, 'broken'));
    const about = { size: 8, mediaType: 'image/png' };
    await expect(files.put('crm/x/half.png', breaking(), about)).rejects.toThrow(StorageUnreachable);
    await expect(files.put('crm/x/short.png', Readable.from(['short']), about)).rejects.toThrow(StorageUnreachable);
    expect(await allOf(files, 'crm/x/')).toEqual([]);
  });

  test('nothing is written outside of its directory', async () => {
    const files = localDiskFiles(path.join(directory, 'walled'));
    for (const key of ['../out', 'crm/../../out', '/etc/passwd', 'crm//x', 'crm/./x', 'crm\\..\\x', 'a\0b', '']) {
      await expect(files.put(key, Readable.from(['x']), { size: 1, mediaType: 'text/plain' })).rejects.toThrow();
      await expect(files.read(key)).rejects.toThrow();
    }
    expect(await readdir(directory)).not.toContain('out');
  });

  test('two that are put under one key at once leave one of them whole', async () => {
    const files = localDiskFiles(path.join(directory, 'race'));
    const contents = ['a', 'b'].map((letter) => Buffer.alloc(200_000, letter));
    await Promise.all(contents.map((content) => files.put('crm/x/same.txt', Readable.from([content]), { size: content.length, mediaType: 'text/plain' })));
    const left = await buffer((await files.read('crm/x/same.txt'))!);
    expect(contents.some((content) => content.equals(left))).toBe(true);
    expect(await allOf(files, 'crm/x/')).toEqual(['crm/x/same.txt']);
  });

  test('a full disk is told as one, any other trouble as a store that does not answer', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) expect(diskProblem(Object.assign(new Error(code), { code }))).toBeInstanceOf(StorageFull);
    expect(diskProblem(Object.assign(new Error('EIO'), { code: 'EIO' }))).toBeInstanceOf(StorageUnreachable);
  });
});

describe('in a bucket of S3', () => {
  test.each([
    ['a bucket that is not there', { bucket: 'no-such-bucket' }],
    ['an address where nobody answers', { endpoint: 'http://127.0.0.1:1' }],
  ])('%s is a store that does not answer, and what it said is told', async (_, more) => {
    const files = atS3(more);
    toldOf.length = 0;
    await expect(files.put('crm/x/y.txt', Readable.from(['x']), { size: 1, mediaType: 'text/plain' })).rejects.toThrow(StorageUnreachable);
    expect(toldOf.length).toBeGreaterThan(0);
  });
});
