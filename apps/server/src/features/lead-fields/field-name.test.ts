import { fieldName } from './field-name.ts';

const nameOf = (label: string, ...taken: string[]) => fieldName(label, new Set(taken));

test.each([
  ['Building name', 'buildingName'],
  ['  Apartment   Number ', 'apartmentNumber'],
  ['How did you hear?', 'howDidYouHear'],
  ['2nd phone', 'ndPhone'],
  ['Квартира', 'field'],
  ['123', 'field'],
])('“%s” becomes %s', (label, name) => {
  expect(nameOf(label)).toBe(name);
});

test('a name that is taken, that a lead has of itself, or that programs stumble over gets a number', () => {
  expect(nameOf('Referrer', 'referrer')).toBe('referrer2');
  expect(nameOf('Referrer', 'referrer', 'referrer2')).toBe('referrer3');
  expect(nameOf('City')).toBe('city2');
  expect(nameOf('Constructor')).toBe('constructor2');
});

test('a long label makes a name of bounded length', () => {
  expect(nameOf('word '.repeat(30)).length).toBeLessThanOrEqual(60);
});
