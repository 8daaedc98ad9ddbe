import { belowOf, treeOf } from './category-tree.ts';

const all = [
  { id: 'r', parentId: 'c', title: 'Router' }, { id: 'c', parentId: null, title: 'CPE' }, { id: 'o', parentId: 'c', title: 'ONU' }, { id: 's', parentId: 'o', title: 'Spare ONU' },
  { id: 'a', parentId: null, title: 'Access point' }, { id: 'x', parentId: 'gone', title: 'Stray' },
];

test('each stands after what it is below, by title', () => {
  expect(treeOf(all).map(({ category, depth }) => `${'-'.repeat(depth)}${category.title}`)).toEqual(['Access point', 'CPE', '-ONU', '--Spare ONU', '-Router', 'Stray']);
});

test('what is below one is known however deep, and a circle ends', () => {
  expect([...belowOf(all, 'c')].toSorted()).toEqual(['o', 'r', 's']);
  expect([...belowOf([{ id: 'a', parentId: 'b', title: '' }, { id: 'b', parentId: 'a', title: '' }], 'a')].toSorted()).toEqual(['a', 'b']);
});
