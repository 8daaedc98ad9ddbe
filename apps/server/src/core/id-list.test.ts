import { idList } from './id-list.ts';
import { newId } from './ids.ts';

test('ids are read in lower case, none among them', () => {
  const id = newId();
  expect(idList(`${id.toUpperCase()},none`, '/query/ownerId')).toEqual([id, 'none']);
});

test.each(['-'.repeat(36), 'x', '', `${newId()},`, `urn:uuid:${newId()}`])('“%s” is refused by name', (text) => {
  expect(() => idList(text, '/query/ownerId')).toThrow('/query/ownerId');
});
