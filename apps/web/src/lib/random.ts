/** A random UUID. `crypto.randomUUID` is missing on plain http in a local network, where Lastmile has to work too. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// Without 0 and O, 1, l and I: people read these out over the phone.
const readable = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random whole number from 0 to `limit` - 1, each as likely as another; `limit` is at most 256. */
export function randomBelow(limit: number): number {
  const fair = 256 - (256 % limit);
  for (;;) {
    // A byte above this would make the first ones likelier than the rest.
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte! < fair) return byte! % limit;
  }
}

/** A random password that can be read out without spelling mistakes. */
export function randomPassword(length = 14): string {
  return Array.from({ length }, () => readable[randomBelow(readable.length)]).join('');
}
