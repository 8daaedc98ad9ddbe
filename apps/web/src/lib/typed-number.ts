/** Numbers as people type them, in whatever country they learned to: one reading for every amount, quantity and percentage. */

/** One sign between groups of three, all the way, or none. */
const grouped = /^(\d+|\d{1,3}(?:([\s.,'’])\d{3})(?:\2\d{3})*)$/;

/**
 * What was typed as a bare decimal, `1 250,50` as `1250.50`, with at most `places` digits after the point. Gives null for what is no number, and for what
 * could be two: a single point before three digits, where so many decimals are not written, may group thousands or begin a fraction.
 */
export function readNumber(typed: string, places = Infinity): string | null {
  const [, minus = '', digits = ''] = /^([-−]?)(.*)$/s.exec(typed.trim()) ?? [];
  const sign = decimalSign(digits, places);
  if (sign === undefined) return null;
  const at = sign === null ? digits.length : digits.lastIndexOf(sign);
  const fraction = digits.slice(at + 1);
  const whole = digits.slice(0, at) || (fraction ? '0' : '');
  const [, , group] = grouped.exec(whole) ?? [];
  if (!grouped.test(whole) || (group && group === sign) || !/^\d*$/.test(fraction) || fraction.length > places) return null;
  return `${minus && '-'}${whole.replaceAll(/\D/g, '')}${fraction && `.${fraction}`}`;
}

/** Which sign begins the fraction; null where there is none, undefined where it cannot be told. */
function decimalSign(digits: string, places: number): ',' | '.' | null | undefined {
  const signs = digits.match(/[.,]/g) as (',' | '.')[] | null;
  const last = signs?.at(-1);
  if (!signs || !last) return null;
  if (new Set(signs).size > 1) return last;
  // The same one several times groups.
  if (signs.length > 1) return null;
  const [before = '', after = ''] = digits.split(last);
  if (after.length !== 3 || !/^[1-9]\d{0,2}$/.test(before)) return last;
  if (last === ',') return null;
  return places < 3 ? undefined : last;
}

/** What is wrong with a number that cannot be read because it could be two; null for any other. */
export function ambiguityIn(typed: string, places: number): string | null {
  const digits = typed.trim().replace(/^[-−]/, '');
  if (decimalSign(digits, places) !== undefined) return null;
  const [before, after] = digits.split('.');
  return places === 0 ? `Write ${before}${after} without the point.` : `This could be two numbers. Write ${before}${after}, or ${before}.${after!.slice(0, 2)}.`;
}
