import { Type } from 'typebox';
import { changesIn, complaints, isRequired, placeProblem, toBody } from './form-body.ts';
import { Problem } from './problem.ts';

const Person = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 5 }),
  email: Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'email' }),
  age: Type.Optional(Type.Integer({ minimum: 18 })),
  amount: Type.Optional(Type.String({ pattern: '^\\d+$', description: 'A decimal amount.' })),
  router: Type.Optional(Type.Object({ user: Type.String({ minLength: 1 }) }, { additionalProperties: false })),
}, { additionalProperties: false });

test('an empty field is left out of a new record', () => {
  expect(toBody(Person, { name: 'Ada', email: '', age: '' }, false)).toEqual({ name: 'Ada' });
});

test('an emptied field becomes null in a change, where the contract allows null', () => {
  expect(toBody(Person, { name: '', email: '', age: '' }, true)).toEqual({ email: null });
});

test('typed digits become a number where the contract wants one, and stay text where it does not', () => {
  expect(toBody(Person, { age: '1,024', amount: '1024' }, false)).toEqual({ age: 1024, amount: '1024' });
});

test('typed digits never become another number: what is part of one, or could be two, is left to the contract', () => {
  const Place = Type.Object({ latitude: Type.Number() });
  expect(toBody(Place, { latitude: '-1,2864' }, false)).toEqual({ latitude: -1.2864 });
  expect(toBody(Person, { age: '2,5' }, false)).toEqual({ age: '2,5' });
  expect(toBody(Person, { age: '1.024' }, false)).toEqual({ age: '1.024' });
});

test('fields inside an object are read by their path', () => {
  expect(toBody(Person, { router: { user: 'ada' } }, false)).toEqual({ router: { user: 'ada' } });
});

test('a field that has to be filled in says so', () => {
  expect(complaints(Person, { email: null })).toEqual({ name: 'Fill this in.' });
});

test('a change need not name what a new record needs', () => {
  expect(complaints(Person, { email: 'ada@example.com' }, true)).toEqual({});
});

test.each([
  [{ name: 'Adalbert', email: null }, { name: 'Write at most 5 characters.' }],
  [{ name: 'Ada', email: 'ada' }, { email: 'Write an email address, like name@example.com.' }],
  [{ name: 'Ada', email: null, age: 7 }, { age: 'Write 18 or more.' }],
  [{ name: 'Ada', email: null, age: 'old' }, { age: 'Write a number.' }],
  [{ name: 'Ada', email: null, amount: 'x' }, { amount: 'Expected: a decimal amount.' }],
  [{ name: 'Ada', email: null, router: { user: '' } }, { 'router.user': 'Fill this in.' }],
])('%j is refused in words', (body, errors) => {
  expect(complaints(Person, body)).toEqual(errors);
});

test('only what differs is sent in a change', () => {
  expect(changesIn({ name: 'Ada', age: 7 }, { name: 'Ada', age: 8 })).toEqual({ age: 8 });
});

test('a refusal lands on the field its pointer names; the rest is for the form', () => {
  const problem = new Problem({
    status: 422,
    errors: [{ pointer: '/router/user', detail: 'Taken.' }, { pointer: '/query/x', detail: 'Unknown.' }],
  });
  expect(placeProblem(problem, (field) => field === 'router.user'))
    .toEqual({ fields: { 'router.user': 'Taken.' }, rest: ['Unknown.'] });
});

test('a required field inside an optional object is required', () => {
  expect(isRequired(Person, 'router.user')).toBe(true);
  expect(isRequired(Person, 'router')).toBe(false);
});
