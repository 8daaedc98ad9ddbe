import { parsePhone, requirePhone } from './phone.ts';

test.each([
  ['KE', '0712 345 678', '+254712345678'],
  ['KE', '712345678', '+254712345678'],
  ['KE', '+254 (712) 345-678', '+254712345678'],
  ['KE', '000 254 712 345 678', '+254712345678'],
  ['KE', '+44 20 7946 0958', '+442079460958'],
  ['DE', '030 901820', '+4930901820'],
  ['US', '(212) 555-0123', '+12125550123'],
])('in %s %s is %s', (country, typed, phone) => {
  expect(parsePhone(typed, country)).toBe(phone);
});

test('the same digits are another number in another country', () => {
  expect(parsePhone('0712 345 678', 'KE')).not.toBe(parsePhone('0712 345 678', 'GB'));
});

test.each(['the guard', '12', '0712', '+254', '0712345678901234567', '07x2'])('%s is no phone number in Kenya, and the refusal says so', (typed) => {
  expect(parsePhone(typed, 'KE')).toBeNull();
  expect(() => requirePhone(typed, 'KE', '/phone')).toThrow(expect.objectContaining({
    status: 422, errors: [{ pointer: '/phone', detail: expect.stringContaining(typed) as unknown }],
  }));
});

test('a blank is no phone', () => {
  for (const blank of [undefined, null, '', '   ']) expect(requirePhone(blank, 'KE', '/phone')).toBeNull();
});
