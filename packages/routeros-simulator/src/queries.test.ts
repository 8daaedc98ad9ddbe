import { compileQuery } from './queries.ts';
import type { Row } from './row.ts';
import { Trap } from './trap.ts';

const rows: Row[] = [
  { name: 'anna', profile: 'Gold', comment: 'x=y', limit: '9' },
  { name: 'ben', profile: 'Gold', limit: '10' },
  { name: 'cleo', profile: 'Silver' },
];

function found(...queries: string[]): string[] {
  return rows.filter(compileQuery(queries)).map(({ name = '' }) => name);
}

describe('queries', () => {
  test.each([
    [[], ['anna', 'ben', 'cleo']],
    [['name=ben'], ['ben']],
    [['=name=ben'], ['ben']],
    [['name=be'], []],
    [['comment=x=y'], ['anna']],
    [['comment'], ['anna']],
    [['-comment'], ['ben', 'cleo']],
    [['>limit=9'], ['ben']],
    [['<limit=10'], ['anna']],
    [['profile=Gold', 'name=ben'], ['ben']],
    [['name=anna', 'name=cleo', '#|'], ['anna', 'cleo']],
    [['profile=Gold', '#!'], ['cleo']],
    [['profile=Gold', 'name=ben', '#!&'], ['anna']],
    [['name=anna', 'name=ben', 'profile=Silver', '#||'], ['anna', 'ben', 'cleo']],
    [['name=anna', 'name=ben', '#1'], ['anna']],
    [['name=anna', 'name=ben', '#.|', '#1'], ['anna']],
  ])('%j finds %j', (queries, names) => {
    expect(found(...queries)).toEqual(names);
  });

  test('an operator without enough values is refused', () => {
    expect(() => found('name=anna', '#&')).toThrow(Trap);
    expect(() => found('#3')).toThrow(Trap);
    expect(() => found('name=anna', '#x')).toThrow(Trap);
  });
});
