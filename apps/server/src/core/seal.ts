import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seals secrets (router and mailbox passwords) with AES-256-GCM under a key that is not in the database (D20, P12). */
export interface Sealer {
  /** `context` says what the secret belongs to; a sealed text moved to another record does not open. */
  seal(secret: string, context: string): string;
  /** Throws when the text was changed, belongs to another context or was sealed under another key. */
  open(sealed: string, context: string): string;
  /** A keyed hash for short-lived tickets. */
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

export function createSealer(masterKey: Buffer): Sealer {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, '', `lastmile/${purpose}`, 32));
  const sealing = derive('seal');
  const signing = derive('sign');
  const sign = (text: string) => createHmac('sha256', signing).update(text).digest('base64url');
  return {
    seal(secret, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(text, context) {
      const bytes = Buffer.from(text.replace(/^v1\./, ''), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    sign,
    verify(text, signature) {
      const expected = Buffer.from(sign(text));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
