import { smtpFailure } from './smtp-failures.ts';

test.each([
  ['550 5.1.1 no such mailbox', 550, 'no_such_recipient'],
  ['550 no such user', 550, 'no_such_recipient'],
  ['552 5.2.2 mailbox full', 552, 'mailbox_full'],
  ['550 5.2.1 mailbox disabled', 550, 'cannot_receive'],
  ['554 5.7.1 rejected as spam', 554, 'blocked'],
  ['451 4.3.0 try again later', 451, 'refused'],
  ['554 no', 554, 'refused'],
] as const)('“%s” is sorted by what can be done about it', (response, responseCode, failure) => {
  expect(smtpFailure(Object.assign(new Error(`Can't send mail: ${response}`), { response, responseCode }))).toBe(failure);
});

test('a server that is not reached, and a password that is wrong, are no fault of the address', () => {
  expect(smtpFailure(Object.assign(new Error('connect ECONNREFUSED 192.0.2.1:25'), { code: 'ESOCKET' }))).toBe('no_connection');
  expect(smtpFailure(Object.assign(new Error('Invalid login: 535 5.7.8 bad'), { code: 'EAUTH', responseCode: 535 }))).toBe('not_set_up');
  expect(smtpFailure(new Error('something else'))).toBe('unknown');
});
