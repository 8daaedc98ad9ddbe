import fc from 'fast-check';
import { guardedCell, unguardedCell, type CellKind } from './spreadsheet.ts';

/** How spreadsheets read a cell, written apart from the guard: what is blank or invisible is skipped, then one of their signs begins a formula. */
function isFormula(cell: string): boolean {
  const seen = [...cell].filter((character) => !/[\s\p{Cc}\p{Cf}]/u.test(character));
  return ['=', '+', '-', '@', '＝', '＋', '－', '＠'].includes(seen[0] ?? '');
}
const isOne: { [kind in CellKind]: (text: string) => boolean } = {
  text: () => false, number: (text) => /^-?\d+([.,]\d+)?$/.test(text), phone: (text) => /^\+?[\d ]+$/.test(text),
};

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", ' ', '\t', '\r', '\n', '\u0000', '\u001f', '\u00a0', '\u200b', '\u200e', '\ufeff', '＝', '＋', '1', '2', '.', 'A', '(', ')', '|', '!'), maxLength: 12 }),
  fc.constantFrom('=1+1', ' =1+1', '\t@SUM(A1)', "'=1", "''=1", '+254 712 555 014', '-12.50', '-1-2', '+1(2)', '=cmd|\' /C calc\'!A0', 'O’Neill', "d'=x"),
);
const kind = fc.constantFrom<CellKind>('text', 'number', 'phone');

/** The first cell that a guard lets through as a formula, or does not give back as it was. */
function broken(guard: typeof guardedCell): string | null {
  const found = fc.check(fc.property(text, kind, (written, of) => {
    const cell = guard(written, of);
    return (!isFormula(cell) || isOne[of](cell)) && unguardedCell(cell) === written;
  }), { numRuns: 5000, seed: 4 });
  return found.counterexample ? JSON.stringify(found.counterexample) : null;
}

test('P9: no cell is a formula, and each is read back as it was written', () => {
  expect(broken(guardedCell)).toBeNull();
  for (const kept of ['+254 712 555 014', '+254712555014']) expect(guardedCell(kept, 'phone')).toBe(kept);
  for (const kept of ['-12.50', '12,5', '0']) expect(guardedCell(kept, 'number')).toBe(kept);
});

test.each([
  ['looks at the first character alone', (cell: string) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell)],
  ['guards nothing', (cell: string) => cell],
  ['takes a sum for a number', (cell: string, of?: CellKind) => (/^[+-]?\d[\d+-]*$/.test(cell) ? cell : guardedCell(cell, of))],
  ['forgets its own sign', (cell: string, of?: CellKind) => (cell.startsWith("'") ? cell : guardedCell(cell, of))],
])('P9 notices a guard that %s', (_, mutant) => {
  expect(broken(mutant)).not.toBeNull();
});
