import { ordinal } from './ordinal.ts';

test('places are words up to ten and digits with the right ending after', () => {
  expect([1, 2, 10].map(ordinal)).toEqual(['first', 'second', 'tenth']);
  expect([11, 12, 21, 22, 103].map(ordinal)).toEqual(['11th', '12th', '21st', '22nd', '103rd']);
});
