/**
 * A price with tax on top, rounded once to two places, halves away from zero, as the server does it.
 * `price` is a decimal amount and `rate` percent as a decimal string; gives null where one of them is neither.
 */
export function withTax(price: string, rate: string): string | null {
  const cents = scaled(price, 2);
  const percent = scaled(rate, 2);
  if (cents === null || percent === null) return null;
  const taxed = (cents * (10_000n + percent) + 5_000n) / 10_000n;
  return `${taxed / 100n}.${String(taxed % 100n).padStart(2, '0')}`;
}

/** A decimal string as a whole number of its smallest parts: an amount as a float would drift by a cent. */
function scaled(text: string, places: number): bigint | null {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > places) return null;
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** `16.00` → `16`, `7.50` → `7.5`: percent as people write it. */
export function writePercent(rate: string): string {
  return rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate;
}
