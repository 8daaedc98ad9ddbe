import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSealer } from './seal.ts';

const sealer = createSealer(randomBytes(32));

test('a sealed secret opens where it belongs, whatever characters are in it', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 80 }), (secret, context) => {
    const sealed = sealer.seal(secret, context);
    expect(sealer.open(sealed, context)).toBe(secret);
  }));
});

test('a sealed text shows nothing of the secret, and the same secret is sealed differently each time', () => {
  const first = sealer.seal('geheim-ß', 'router/1');
  expect(first).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
  expect(Buffer.from(first.slice(3), 'base64url').includes('geheim')).toBe(false);
  expect(sealer.seal('geheim-ß', 'router/1')).not.toBe(first);
});

test('moved to another record, changed anywhere, cut short or under another key it does not open', () => {
  const sealed = sealer.seal('geheim', 'router/1');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  const sealedWith = (altered: Buffer) => `v1.${altered.toString('base64url')}`;
  expect(() => sealer.open(sealed, 'router/2')).toThrow();
  expect(() => createSealer(randomBytes(32)).open(sealed, 'router/1')).toThrow();
  for (let place = 0; place < bytes.length; place += 1) {
    const altered = Buffer.from(bytes);
    altered[place]! ^= 1;
    expect(() => sealer.open(sealedWith(altered), 'router/1')).toThrow();
    expect(() => sealer.open(sealedWith(bytes.subarray(0, place)), 'router/1')).toThrow();
  }
});

test('a signature holds for its text under its key alone', () => {
  const signature = sealer.sign('widget/1');
  expect(sealer.verify('widget/1', signature)).toBe(true);
  expect(sealer.verify('widget/2', signature)).toBe(false);
  expect(sealer.verify('widget/1', signature.slice(1))).toBe(false);
  expect(sealer.verify('widget/1', '')).toBe(false);
  expect(createSealer(randomBytes(32)).verify('widget/1', signature)).toBe(false);
});
