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

/** A random password of `length` characters that can be read out without spelling mistakes. */
export function randomPassword(length = 14): string {
  const limit = 256 - (256 % readable.length);
  let password = '';
  while (password.length < length) {
    // A byte above the limit would make the first letters of the alphabet likelier than the rest.
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < limit && password.length < length) password += readable[byte % readable.length];
    }
  }
  return password;
}
