import { isSelected, nothingSelected, toggled, toggledAll } from './selection.ts';

const shown = ['a', 'b', 'c', 'd'];
const some = (...ids: string[]) => ({ ids, everything: false });
const everything = { ids: [], everything: true };

test.each([
  ['one is chosen', toggled(nothingSelected, 'b', shown), ['b']],
  ['one is taken away', toggled(some('a', 'b'), 'b', shown), ['a']],
  ['a range is chosen downwards', toggled(some('b'), 'd', shown, 'b'), ['b', 'c', 'd']],
  ['a range is chosen upwards', toggled(some('d'), 'b', shown, 'd'), ['d', 'b', 'c']],
  ['a range is taken away', toggled(some('a', 'b', 'c'), 'c', shown, 'b'), ['a']],
  ['a range from a row that is gone is the row alone', toggled(some('z'), 'b', shown, 'z'), ['z', 'b']],
  ['everything but one is what is in sight', toggled(everything, 'c', shown), ['a', 'b', 'd']],
  ['a page is added to what is chosen elsewhere', toggledAll(some('z', 'b'), shown), ['z', 'b', 'a', 'c', 'd']],
  ['a whole page is taken away, and the rest stays', toggledAll(some('z', ...shown), shown), ['z']],
  ['of everything nothing stays', toggledAll(everything, shown), []],
])('%s', (_, after, ids) => {
  expect(after).toEqual({ ids, everything: false });
});

test('everything has those that are not in sight', () => {
  expect([isSelected(everything, 'z'), isSelected(some('a'), 'z')]).toEqual([true, false]);
});
