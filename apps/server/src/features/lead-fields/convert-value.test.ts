import type { LeadFieldType } from '@lastmile/contracts';
import type { CustomValue } from '../leads/index.ts';
import { convertValue } from './convert-value.ts';

const options = [{ value: 'Flat', label: 'Apartment' }, { value: 'House', label: 'House' }];
const rule = (type: LeadFieldType) => ({ type, options: type === 'select' ? options : [] });
const point = { latitude: -1.286389, longitude: 36.817223 };

test.each<[LeadFieldType, CustomValue, LeadFieldType, CustomValue | null]>([
  ['text', '12', 'number', 12],
  ['text', '-3.50', 'number', -3.5],
  ['text', '12 flats', 'number', null],
  ['text', '2,500', 'number', null],
  ['text', '1e3', 'number', null],
  ['text', 'MARY@lead.test', 'email', 'mary@lead.test'],
  ['text', 'mary', 'email', null],
  ['text', '0712 555 014', 'phone', '+254712555014'],
  ['text', 'the guard', 'phone', null],
  ['text', '2026-02-28', 'date', '2026-02-28'],
  ['text', '2026-02-30', 'date', null],
  ['text', '28 February', 'date', null],
  ['text', 'house', 'select', 'House'],
  ['text', 'Apartment', 'select', 'Flat'],
  ['text', 'Castle', 'select', null],
  ['text', '-1.286389, 36.817223', 'geo', point],
  ['text', '91, 0', 'geo', null],
  ['text', 'Kilimani', 'geo', null],
  ['number', 12, 'text', '12'],
  ['number', 12, 'select', null],
  ['number', 712_555_014, 'phone', '+254712555014'],
  ['phone', '+254712555014', 'text', '+254712555014'],
  ['email', 'mary@lead.test', 'phone', null],
  ['date', '2026-02-28', 'text', '2026-02-28'],
  ['date', '2026-02-28', 'number', null],
  ['select', 'Flat', 'text', 'Apartment'],
  ['select', 'Flat', 'number', null],
  ['geo', point, 'text', '-1.286389, 36.817223'],
  ['geo', point, 'number', null],
])('a %s of %j as a %s is %j', (from, value, to, expected) => {
  expect(convertValue(value, rule(from), rule(to), 'KE')).toEqual(expected);
});

test('what can be read as text comes back from it as it was', () => {
  const values: [LeadFieldType, CustomValue][] = [
    ['number', 12.5], ['phone', '+254712555014'], ['email', 'mary@lead.test'], ['date', '2026-02-28'], ['select', 'Flat'], ['geo', point],
  ];
  for (const [type, value] of values) {
    const text = convertValue(value, rule(type), rule('text'), 'KE')!;
    expect(convertValue(text, rule('text'), rule(type), 'KE')).toEqual(value);
  }
});
