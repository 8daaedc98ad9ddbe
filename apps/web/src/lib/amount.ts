/**
 * The sum of decimal amounts, exact to the cent: as floats a column's total would drift. What is no amount counts as nothing.
 */
export function sumAmounts(...amounts: readonly (string | null | undefined)[]): string {
  return written(amounts.reduce((sum, amount) => sum + cents(amount), 0n));
}

/** `amount` less `other`, exact to the cent and never below zero: it is for totals that a part is taken out of. */
export function lessAmount(amount: string, other: string): string {
  const rest = cents(amount) - cents(other);
  return written(rest > 0n ? rest : 0n);
}

function cents(amount: string | null | undefined): bigint {
  const [, whole, fraction = ''] = /^(\d{1,18})(?:\.(\d{0,2})\d*)?$/.exec(amount?.trim() ?? '') ?? [];
  return whole === undefined ? 0n : BigInt(whole + fraction.padEnd(2, '0'));
}

function written(sum: bigint): string {
  const digits = String(sum).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
