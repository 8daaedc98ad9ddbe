import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const stock = new Uint8Array(16 * 256);
let taken = stock.length;

/** Asked of the system many at a time: each asking costs more than the rest of an id. */
function random(): Uint8Array {
  if (taken === stock.length) {
    randomFillSync(stock);
    taken = 0;
  }
  return stock.subarray(taken, taken += 16);
}

let msecs = 0;
let seq = 0;

/** A new UUIDv7, greater than those before it: ids come from the program, so that a retry and a sharded engine see the same one (D1). */
export function newId(): string {
  const bytes = random();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = ((bytes[6]! & 0x7f) << 24) | (bytes[7]! << 16) | (bytes[8]! << 8) | bytes[9]!;
  } else {
    seq = (seq + 1) | 0;
    if (seq === 0) msecs += 1;
  }
  return v7({ random: bytes, msecs, seq });
}

/** Stands for “nobody” where an owner is a key: `leads.owner_key`, counts. */
export const nobody = '00000000-0000-0000-0000-000000000000';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isId = (text: string): boolean => uuid.test(text);

/** The id as sixteen bytes in base64url, and back: how tokens carry their organization. */
export const packId = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

export function unpackId(packed: string): string | null {
  const hex = Buffer.from(packed, 'base64url').toString('hex');
  if (hex.length !== 32) return null;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
