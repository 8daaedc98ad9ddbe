import { csvFile } from './csv.ts';

const columns = { Item: ({ name }: { name: string }) => name, Count: () => 3, 'Value, a month': ({ value }: { value: string | null }) => value };
const amounts = ['Value, a month'];

test('a table is written with the mark that spreadsheets know, its heading first, one line for each row', () => {
  expect(csvFile([{ name: 'Cable, black', value: '12.50' }, { name: 'He said "no"', value: null }], columns, { amounts }))
    .toBe('\uFEFFItem,Count,"Value, a month"\r\n"Cable, black",3,12.50\r\n"He said ""no""",3,\r\n');
});

test('a table without rows still says what its columns are', () => {
  expect(csvFile<{ name: string; value: null }>([], columns)).toBe('\uFEFFItem,Count,"Value, a month"\r\n');
});

test('a text is no formula, and an amount below zero stays one only where amounts are expected', () => {
  expect(csvFile([{ name: '=1+1', value: '-12.50' }], columns, { amounts })).toContain("\r\n'=1+1,3,-12.50\r\n");
  expect(csvFile([{ name: '-12.50', value: '-12.50' }], columns)).toContain("\r\n'-12.50,3,'-12.50\r\n");
});
