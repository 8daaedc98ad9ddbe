import { sourceCodeFor } from './source-code.ts';

test('a code is made of the letters and digits of a name', () => {
  expect(sourceCodeFor('Field sales (west)', [])).toBe('field_sales_west');
  expect(sourceCodeFor('Café Ünal', [])).toBe('cafe_unal');
});

test('a code begins with a letter and is two to forty long', () => {
  expect(sourceCodeFor('24 hours', [])).toBe('hours');
  expect(sourceCodeFor('X', [])).toBe('source_x');
  expect(sourceCodeFor('x'.repeat(60), [])).toHaveLength(40);
});

test('a code is none that another source has, whatever letters the names have', () => {
  const taken: string[] = [];
  for (const name of ['ማስታወቂያ', 'ጓደኛ', 'Реклама', 'Radio', 'radio!']) taken.push(sourceCodeFor(name, taken));
  expect(taken).toEqual(['source', 'source_2', 'source_3', 'radio', 'radio_2']);
  expect(sourceCodeFor('x'.repeat(60), ['x'.repeat(40)])).toBe(`${'x'.repeat(38)}_2`);
});
