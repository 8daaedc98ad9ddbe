import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { Connector } from 'node-routeros';
import { patchLibrary } from './library-patch.ts';

let server: Server;
let connector: Connector;
const written: Buffer[] = [];

beforeEach(async () => {
  patchLibrary();
  written.length = 0;
  server = createServer((socket) => socket.on('data', (chunk) => written.push(chunk)).on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  connector = new Connector({ host: '127.0.0.1', port, timeout: 10 });
  connector.connect();
  await new Promise((resolve) => connector.socket.once('connect', resolve));
});

afterEach(async () => {
  connector.socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function receive(...sentences: string[][]): void {
  for (const words of sentences) {
    const bytes = words.flatMap((word) => [Buffer.byteLength(word), ...Buffer.from(word)]);
    connector.socket.emit('data', Buffer.from([...bytes, 0]));
  }
}

function heardUnder(tag: string): string[][] {
  const heard: string[][] = [];
  connector.read(tag, (words) => heard.push(words));
  return heard;
}

describe('the corrected library', () => {
  test('takes the tag wherever it stands and gives text as it was', () => {
    const heard = heardUnder('a');
    receive(['!re', '.tag=a', '=name=Ọmọ'], ['!re', '=name=00123', '.tag=a']);
    receive(['!empty', '.tag=a'], ['!done', '.tag=a']);
    expect(heard).toEqual([['!re', '=name=Ọmọ'], ['!re', '=name=00123'], ['!empty'], ['!done']]);
  });

  test('gives a reply without a tag to the only command that waits, to none of several', () => {
    const one = heardUnder('a');
    receive(['!done']);
    const two = heardUnder('b');
    receive(['!done']);
    expect([one, two]).toEqual([[['!done']], []]);
  });

  test('drops what belongs to a command that was given up', () => {
    const heard = heardUnder('a');
    receive(['!done', '.tag=gone'], ['!done', '.tag=a']);
    expect(heard).toEqual([['!done']]);
  });

  test('ends the connection at !fatal, with the words of the router', async () => {
    const ended = new Promise((resolve) => connector.socket.once('error', resolve));
    receive(['!fatal', 'session terminated']);
    expect(await ended).toMatchObject({ name: 'FatalReply', message: 'session terminated' });
  });

  test('survives any number of errors of its socket', () => {
    for (const message of ['one', 'two', 'three']) {
      expect(() => connector.socket.emit('error', new Error(message))).not.toThrow();
    }
  });

  test.each([[1, '01'], [0x80, '8080'], [0x4000, 'c04000'], [0x200000, 'e0200000']])(
    'writes a word of %i bytes with the length before it',
    async (length, prefix) => {
      const expected = prefix.length / 2 + length + 1;
      connector.write(['x'.repeat(length)]);
      const arrived = (): number => written.reduce((sum, chunk) => sum + chunk.length, 0);
      while (arrived() < expected) await new Promise((resolve) => setImmediate(resolve));
      expect(Buffer.concat(written).toString('hex', 0, prefix.length / 2)).toBe(prefix);
      expect(arrived()).toBe(expected);
    },
  );
});
