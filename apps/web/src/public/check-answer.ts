/** First looks at what was typed. They are kind: the server, which knows the provider's country, has the last word. */

export function nameComplaint(name: string): string | null {
  return name.trim() ? null : 'Write your name.';
}

/** Numbers have seven to fifteen digits everywhere, however they are grouped. */
export function phoneComplaint(phone: string): string | null {
  if (!phone.trim()) return 'Write the number we can call.';
  if (!/^[+\d\s()./-]+$/.test(phone.trim())) return 'Write the number with digits, like 0712 555 014.';
  const digits = phone.replaceAll(/\D/g, '').length;
  if (digits < 7) return 'This number is too short.';
  return digits > 15 ? 'This number is too long.' : null;
}

/** Long enough to be whole almost everywhere: worth a tick while somebody still types. */
export function looksWhole(phone: string): boolean {
  return phoneComplaint(phone) === null && phone.replaceAll(/\D/g, '').length >= 9;
}

export function emailComplaint(email: string): string | null {
  if (!email.trim() || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) return null;
  return 'Write the email like name@example.com, or leave it empty.';
}
