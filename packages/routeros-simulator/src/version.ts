/** A RouterOS version, as far as it changes what the API answers. */
export interface Version {
  text: string;
  major: number;
  minor: number;
}

/** Reads `6.48.6`, `7.18` or `7.18.2`. Throws for anything else. */
export function parseVersion(text: string): Version {
  const match = /^(6|7)\.(\d+)(\.\d+)?$/.exec(text);
  if (!match) throw new Error(`RouterOS version "${text}" is not known: give one such as 6.48.6 or 7.18.2.`);
  return { text, major: Number(match[1]), minor: Number(match[2]) };
}

/** From 7.18 a print that finds nothing says so with `!empty`. */
export function answersEmpty({ major, minor }: Version): boolean {
  return major > 7 || (major === 7 && minor >= 18);
}

/** Before 6.43 a password never crossed the wire: the router sent a challenge. */
export function loginOf({ major, minor }: Version): 'plain' | 'challenge' {
  return major === 6 && minor < 43 ? 'challenge' : 'plain';
}
