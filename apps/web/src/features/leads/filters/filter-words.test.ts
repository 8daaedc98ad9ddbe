import { filtersFrom, saysFilters, wordFor } from './filter-words.ts';

const kept = { city: 'Nairobi', status: 'new,in_progress' };
const words = (text: string) => new URLSearchParams(text);

test('an address without filters is the view it names', () => {
  expect(filtersFrom(words('saved=x&view=table'), kept)).toEqual(kept);
  expect(saysFilters(words('saved=x&view=table&sort=title'))).toBe(false);
});

test('the address says what differs: another value, one more, one taken away', () => {
  expect(filtersFrom(words('status=won&value=1000..&city='), kept)).toEqual({ status: 'won', value: '1000..' });
  expect(filtersFrom(words('customFields.house=Flat&colour=blue'), {})).toEqual({ 'customFields.house': 'Flat' });
});

test.each([
  ['status', 'won', 'won'], ['status', 'new,in_progress', null], ['city', null, ''], ['value', null, null], ['value', '1000..', '1000..'],
])('%s set to %s is written as %s', (name, value, word) => {
  expect(wordFor(name, value, kept)).toBe(word);
});
