import { emailComplaint, looksWhole, nameComplaint, phoneComplaint } from './check-answer.ts';

test('a number is accepted however it is grouped', () => {
  for (const phone of ['0712 555 014', '+254 (712) 555-014', '0712.555.014', '254712555014']) {
    expect(phoneComplaint(phone)).toBeNull();
    expect(looksWhole(phone)).toBe(true);
  }
});

test('a number that cannot be one is said what is wrong with', () => {
  expect(phoneComplaint(' ')).toMatch(/number we can call/);
  expect(phoneComplaint('0712')).toMatch(/too short/);
  expect(phoneComplaint('call me')).toMatch(/digits/);
  expect(phoneComplaint('1'.repeat(16))).toMatch(/too long/);
});

test('a number gets its tick only once it looks whole', () => {
  expect(looksWhole('0712 555')).toBe(false);
});

test('an email may be left out, but not be half of one', () => {
  expect(emailComplaint('')).toBeNull();
  expect(emailComplaint('wanjiku@example.com')).toBeNull();
  expect(emailComplaint('wanjiku@example')).not.toBeNull();
});

test('a name has to be written', () => {
  expect(nameComplaint('  ')).not.toBeNull();
  expect(nameComplaint('W')).toBeNull();
});
