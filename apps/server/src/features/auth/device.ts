import { randomBytes } from 'node:crypto';
import type { Sealer } from '../../core/seal.ts';

/**
 * A browser that has signed in as somebody keeps a mark of it for a year, so that failures from elsewhere never slow that person down there.
 * The mark names the people by a keyed hash: it cannot be made up for an email, and tells nothing about whose it is.
 */
export interface KnownDevice { id: string; people: readonly string[] }

/** A shared desk may have several people; the last ones are remembered. */
const mostPeople = 5;

const shape = /^([A-Za-z0-9_-]{22})((?:\.[A-Za-z0-9_-]{43}){1,5})$/;

/** Null for a cookie that is not of our shape; whether its marks are ours is asked per email. */
export function readDevice(cookie: string | undefined): KnownDevice | null {
  const match = shape.exec(cookie ?? '');
  return match && { id: match[1]!, people: match[2]!.slice(1).split('.') };
}

/** The device's id where this email has signed in on it before, else null. */
export function deviceOf(sealer: Sealer, device: KnownDevice | null, email: string): string | null {
  return device?.people.some((mark) => sealer.verify(textOf(device.id, email), mark)) ? device.id : null;
}

/** The cookie's value once this email has signed in here. */
export function markDevice(sealer: Sealer, device: KnownDevice | null, email: string): string {
  const id = device?.id ?? randomBytes(16).toString('base64url');
  const mark = sealer.sign(textOf(id, email));
  const others = (device?.people ?? []).filter((other) => other !== mark);
  return [id, mark, ...others.slice(0, mostPeople - 1)].join('.');
}

const textOf = (id: string, email: string) => `device/${id}/${email}`;
