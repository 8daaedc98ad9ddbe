import { isMac, type Scan } from './labels.ts';

const lines = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

/** The serials in it, each once. */
export const serialsIn = (text: string): string[] => [...new Set(lines(text).map((line) => line.split(/[\s,;]+/)[0]!))];

/** A serial and, where one stands behind it, a MAC address: both are on one label. */
export function unitsIn(text: string): { serial: string; mac?: string }[] {
  const known = new Map(lines(text).map((line) => {
    const [serial = '', mac] = line.split(/[\s,;]+/);
    return [serial, mac ? { serial, mac } : { serial }];
  }));
  return [...known.values()];
}

/** As it stands on labels: in pairs. */
export const macWords = (mac: string): string => mac.match(/../g)?.join(':') ?? mac;

/** The list with one more reading in it, as it is written by hand: a MAC address goes behind its serial number. What is in it already changes nothing. */
export function withScan(text: string, { code, mac }: Scan): string {
  const known = lines(text);
  const words = new Set(known.flatMap((line) => line.split(/[\s,;]+/)).map((word) => word.toUpperCase()));
  if (words.has(code.toUpperCase())) return text;
  const last = known.at(-1);
  if (isMac(code) && last && !/[\s,;]/.test(last)) return [...known.slice(0, -1), `${last} ${code}`, ''].join('\n');
  return [...known, mac ? `${code} ${mac}` : code, ''].join('\n');
}
