import type { GeoPoint } from '@lastmile/contracts';
import { readCustomValue, type CustomValue, type ValueRule } from '../leads/index.ts';

/**
 * What a value becomes where its field changes its type, or null where it does not fit: it is read as somebody would write it who copied it from one
 * field into the other. A text fits a number only where it is nothing but one; nothing is guessed.
 */
export function convertValue(value: CustomValue, from: ValueRule, to: ValueRule, country: string): CustomValue | null {
  const text = valueInWords(value, from);
  const written = to.type === 'number' ? numberIn(text) : to.type === 'geo' ? pointIn(text) : text;
  const read = readCustomValue(to, written, country);
  return 'value' in read ? read.value : null;
}

/** A value as people read it: an option by its label, a point as two numbers. */
export function valueInWords(value: CustomValue, { type, options }: ValueRule): string {
  if (typeof value === 'object') return `${value.latitude}, ${value.longitude}`;
  if (type === 'select') return options.find((option) => option.value === value)?.label ?? String(value);
  return String(value);
}

const numberIn = (text: string): number | null => (/^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : null);

function pointIn(text: string): GeoPoint | null {
  const [, latitude, longitude] = /^(-?\d{1,3}(?:\.\d+)?)[,; ]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(text) ?? [];
  return latitude === undefined ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}
