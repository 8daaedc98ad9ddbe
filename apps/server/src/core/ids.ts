import { v7 } from 'uuid';

/** A new UUIDv7: ids come from the program, so that a retry and a sharded engine see the same one (D1). */
export const newId = (): string => v7();

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
