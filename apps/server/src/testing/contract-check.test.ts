import { expectDocumented, operationOf } from './contract-check.ts';

const answered = (changes: object) => ({
  method: 'GET', url: '/api/v1/auth/status', status: 200, contentType: 'application/json; charset=utf-8',
  body: { setupNeeded: true, demo: null }, ...changes,
});
const problem = { type: 'x', title: 'x', detail: 'x', instance: 'x', code: 'x' };

test('an answer in its documented form passes', () => {
  expect(() => expectDocumented(answered({}))).not.toThrow();
});

test.each([
  ['a property is missing', { body: { demo: null } }],
  ['a property is of another type', { body: { setupNeeded: 'yes', demo: null } }],
  ['a property is not documented', { body: { setupNeeded: true, demo: null, secret: 1 } }],
])('an answer fails in which %s', (_, changes) => {
  expect(() => expectDocumented(answered(changes))).toThrow('getAuthStatus answered 200 in another form than documented');
});

test('a status that is not documented fails, and so does every fault of ours', () => {
  for (const status of [204, 404, 500]) {
    expect(() => expectDocumented(answered({ status, body: { ...problem, status } }))).toThrow('does not document');
  }
});

test('a refusal has to be a whole problem, sent as one', () => {
  const refusal = { status: 429, contentType: 'application/problem+json', body: { ...problem, status: 429 } };
  expect(() => expectDocumented(answered(refusal))).not.toThrow();
  expect(() => expectDocumented(answered({ ...refusal, contentType: 'application/json' }))).toThrow('as application/json');
  expect(() => expectDocumented(answered({ ...refusal, body: { code: 'x' } }))).toThrow('another form');
});

test('a fixed word in an address is not taken for a parameter', () => {
  expect(operationOf('GET', '/api/v1/leads/board?limit=1')?.operationId).toBe('getBoard');
  expect(operationOf('GET', '/api/v1/leads/0198')?.operationId).toBe('getLead');
  expect(operationOf('GET', '/health/live')).toBeUndefined();
});
