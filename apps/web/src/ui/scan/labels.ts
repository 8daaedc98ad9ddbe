/** One reading: a code, and with it a MAC address where both stand on one label. */
export interface Scan { code: string; mac?: string }

const macForm = /^[0-9a-f]{2}([:.-]?[0-9a-f]{2}){5}$/i;
/** Twelve digits are a product's code more often than a MAC address that has neither letters nor separators. */
export const isMac = (text: string): boolean => macForm.test(text) && /[a-f:.-]/i.test(text);

/** Whether it is the number of a product (EAN-8, UPC-A, EAN-13, GTIN-14), told by its check digit: printed on every box of one kind, so no serial number. */
export function isProductCode(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const digits = [...text].map(Number);
  const check = digits.pop()!;
  const sum = digits.toReversed().reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === check;
}

const serialPart = /(?:^|[\s,;|/])(?:S\/?N|SERIAL(?:\s*(?:NO|NUMBER))?)\s*[.:=#]+\s*([^\s,;|]+)/i;
const macPart = /(?:^|[\s,;|/])(?:[A-Z]*\s*MAC(?:\s*(?:ID|ADDR(?:ESS)?))?)\s*[.:=#]+\s*([0-9a-f]{2}(?:[:.-]?[0-9a-f]{2}){5})(?![0-9a-f])/i;

/** What one code says. Makers write "S/N:" before it, and in square codes everything that is on the label. */
export function scanOf(text: string): Scan | null {
  const code = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  if (!code) return null;
  const [serial, mac] = [serialPart.exec(code)?.[1], macPart.exec(code)?.[1]];
  if (serial) return mac ? { code: serial, mac } : { code: serial };
  return { code: mac ?? code };
}

/** The readings in what was typed or pasted: one a line, a MAC address behind its serial number. */
export function scansIn(text: string): Scan[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [first = '', second] = line.trim().split(/[\s,;]+/);
    if (second && isMac(second) && !isMac(first)) return [{ code: first, mac: second }];
    return scanOf(line.replace(/[\s,;]+$/, '')) ?? [];
  });
}

/**
 * The readings of codes that were seen together. One serial number and one MAC address are of one label; where several labels are in view nobody knows which belong
 * together, and each code stands for itself. A product's code comes first: it says what the serial number behind it is of.
 */
export function scansTogether(codes: readonly string[]): Scan[] {
  const scans = codes.flatMap((code) => scanOf(code) ?? []);
  const [macs, others] = [scans.filter(({ code }) => isMac(code)), scans.filter(({ code }) => !isMac(code))];
  const products = others.filter(({ code }) => isProductCode(code));
  const serials = others.filter(({ code }) => !isProductCode(code));
  const pair = macs.length === 1 && serials.length === 1 && !serials[0]!.mac;
  return [...products, ...(pair ? [{ code: serials[0]!.code, mac: macs[0]!.code }] : [...serials, ...macs])];
}
