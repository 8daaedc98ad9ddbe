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
