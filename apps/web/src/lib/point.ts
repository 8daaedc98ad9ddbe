export interface Point {
  latitude: number;
  longitude: number;
}

/** The point that a text means, as maps copy them: “-1.28638, 36.81722”; else null. */
export function pointIn(text: string): Point | null {
  const [, latitude, longitude] = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  return latitude === undefined ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}

/** `-1.28638, 36.81722`; a text that is no point as it is. */
export function pointInWords(value: unknown): string {
  if (typeof value === 'string') return value;
  const { latitude, longitude } = (value ?? {}) as Partial<Point>;
  return latitude === undefined ? '' : `${latitude}, ${longitude}`;
}
