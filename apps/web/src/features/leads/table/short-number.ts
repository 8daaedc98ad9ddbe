/** `412` of `L-000412`: where every row is a lead, the digits tell them apart. */
export function shortNumber(number: string): string {
  return number.replace(/^[A-Z]+-0*/, '');
}
