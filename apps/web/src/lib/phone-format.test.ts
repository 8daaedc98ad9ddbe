import { formatPhone } from './phone-format.ts';

test.each([
  ['+254712555014', '+254 712 555 014'],
  ['+2348031234567', '+234 803 123 4567'],
  ['+14155550132', '+1 415 555 0132'],
  ['+447911123456', '+44 791 112 3456'],
])('%s is written %s', (phone, grouped) => {
  expect(formatPhone(phone)).toBe(grouped);
});

test('what is not a number of E.164 is left as it was written', () => {
  expect(formatPhone('0712 555')).toBe('0712 555');
});
