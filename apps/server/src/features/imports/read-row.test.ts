import type { Logger } from 'pino';
import type { Catalogue } from '../leads/index.ts';
import type { Cell } from './cell.ts';
import { dateOrdersOf, orderWith, usualOrder, type DatedColumn, type ToldOrder } from './date-order.ts';
import { decimalSignOf } from './read-number.ts';
import { rowReader } from './read-row.ts';
import { cellsOf } from './read-table.ts';
import { readRows } from './read-rows.ts';
import type { Reading } from './reading.ts';

const catalogue = {
  sources: new Map(), offers: new Map(), people: new Map(), tags: new Map([['id-of-vip', { name: 'VIP' }]]), stages: [], labels: new Map(), isScoredByRules: false,
  customFields: new Map([['devices', { name: 'devices', label: 'Devices', type: 'number', options: [] }]]), requiredIn: () => [],
} as unknown as Catalogue;

/** Reads one row whose columns are called like the fields they go to. */
function readerOf(fields: readonly string[], told: Partial<Reading> = {}) {
  return rowReader({
    columns: fields.map((name) => ({ name })), mapping: Object.fromEntries(fields.map((name) => [name, name])), values: {}, catalogue, country: 'KE', timezone: 'Africa/Nairobi', decimalSign: '.', dateOrders: {}, ...told,
  });
}
const cell = (field: string, written: Cell, told?: Partial<Reading>) => {
  const read = readerOf([field], told)(1, [written]);
  return 'lead' in read ? { ...read.lead.input, ...read.lead.input.customFields }[field.replace('customFields.', '') as keyof object] as unknown : 'errors' in read ? read.errors.map(({ detail }) => detail).join(' ') : 'blank';
};

describe('the time of a follow-up', () => {
  test.each([
    ['2031-02-03 9:05', '2031-02-03T06:05:00.000Z'],
    ['03/02/2031 14:05:30', '2031-02-03T11:05:30.000Z'],
    ['2031-02-03 24:00', '2031-02-03T21:00:00.000Z'],
    ['2031-02-03T14:05:00+03:00', '2031-02-03T14:05:00+03:00'], ['2031-02-03T9:05', '2031-02-03T06:05:00.000Z'],
    ['3/2/2031 2:05 PM', '2031-02-03T11:05:00.000Z'], ['3/2/2031, 12:30:10 p.m.', '2031-02-03T09:30:10.000Z'], ['3/2/2031 12:05am', '2031-02-02T21:05:00.000Z'],
  ])('%s is read', (text, moment) => {
    expect(cell('followUpAt', text)).toBe(moment);
  });

  test.each(['2031-02-03 24:30', '2031-02-03 10:75', '2031-02-03 25:00', '2031-02-03 10:10:75', '2031-02-03 24:00:01', '2031-02-03 13:05 pm', '2031-02-03 0:05 am'])('%s is on no clock, which is a problem of that cell', (text) => {
    expect(cell('followUpAt', text)).toBe(`“${text}” has a time that no clock shows; expected one such as 2031-02-03 14:05.`);
  });
});

describe('a day with strokes', () => {
  test.each([
    ['03/02/2031', '2031-02-03', '2031-03-02'], ['3-2-2031', '2031-02-03', '2031-03-02'], ['3.2.2031', '2031-02-03', '2031-02-03'], ['2031-02-03', '2031-02-03', '2031-02-03'],
    ['13/02/2031', '2031-02-13', '“13/02/2031” is not a day where the month comes first, as in this column; expected one such as 2031-02-03 or 02/13/2031.'],
    ['02/13/2031', '“02/13/2031” is not a day where the day comes first, as in this column; expected one such as 2031-02-03 or 13/02/2031.', '2031-02-13'],
  ])('%s is read as its column is', (text, dayFirst, monthFirst) => {
    expect(cell('followUpAt', text, { dateOrders: { followUpAt: 'day_first' } })).toBe(dayFirst);
    expect(cell('followUpAt', text, { dateOrders: { followUpAt: 'month_first' } })).toBe(monthFirst);
  });

  test.each<[Cell[], string | undefined]>([
    [['Ann', '2031-02-03', 12, '3.13.2031', ''], undefined], [['03/02/2031', '4-5-2031 9:05'], 'neither'], [['03/02/2031', '13/02/2031', '04/05/2031'], 'day_first'],
    [['03/02/2031', '02/13/2031 14:05'], 'month_first'], [['13/02/2031', '02/13/2031', '13/02/2031'], 'both'],
  ])('%p tells %s', (cells, told) => {
    expect(cells.reduce<ToldOrder | undefined>(orderWith, undefined)).toBe(told);
  });

  test('is as usual where the organization is, unless its column or somebody says otherwise', () => {
    expect([usualOrder({ country: 'KE', locale: 'en-KE' }), usualOrder({ country: 'US', locale: 'en-GB' }), usualOrder({ country: 'PH', locale: 'en-PH' }), usualOrder({ country: 'CO', locale: 'es-CO' })])
      .toEqual(['day_first', 'month_first', 'month_first', 'day_first']);
    const columns: DatedColumn[] = [{ name: 'A', dateOrder: 'day_first' }, { name: 'B', dateOrder: 'neither' }, { name: 'C', dateOrder: 'both' }, { name: 'D' }];
    expect(dateOrdersOf(columns, { A: 'month_first', B: 'month_first' }, 'day_first')).toEqual({ A: 'day_first', B: 'month_first', C: 'day_first', D: 'day_first' });
  });
});

describe('an amount and a number', () => {
  test.each<[Cell, string, number]>([
    // What a workbook keeps as a number is one.
    [2155.172, '2155.17', 2155.172], [1.125, '1.13', 1.125], [2500 / 1.16, '2155.17', 2500 / 1.16], [1.005, '1.01', 1.005], [2500, '2500.00', 2500],
    ['1,500', '1500.00', 1500], ['12,500', '12500.00', 12_500], ['1,234,567', '1234567.00', 1_234_567], ['12,34,567.50', '1234567.50', 1_234_567.5],
    ['2 500', '2500.00', 2500], ['1,500.00', '1500.00', 1500], ['1.500,5', '1500.50', 1500.5], ['2155.17241379310', '2155.17', 2155.172_413_793_1],
    // Only one reading makes sense.
    ['2155.172', '2155.17', 2155.172], ['0.125', '0.13', 0.125], ['0,125', '0.13', 0.125], ['1.5', '1.50', 1.5], ['1,5', '1.50', 1.5], ['.5', '0.50', 0.5],
    // Two do, of which the organization's language has one.
    ['1.125', '1.13', 1.125],
  ])('%p are the same', (written, amount, number) => {
    expect(Number(cell('estimatedValue', written))).toBe(Number(amount));
    expect(cell('customFields.devices', written)).toBe(number);
  });

  test('what cannot be told apart is as people write it where the organization is', () => {
    expect([cell('estimatedValue', '1.125', { decimalSign: ',' }), cell('customFields.devices', '1.125', { decimalSign: ',' })]).toEqual(['1125.00', 1125]);
    expect([cell('estimatedValue', '1,500', { decimalSign: ',' }), cell('customFields.devices', '1,500', { decimalSign: ',' })]).toEqual(['1.50', 1.5]);
    expect([cell('estimatedValue', 1.125, { decimalSign: ',' }), cell('customFields.devices', 1.125, { decimalSign: ',' })]).toEqual(['1.13', 1.125]);
    expect(['en-KE', 'en-US', 'de-DE', 'es-CO', 'fr-FR'].map(decimalSignOf)).toEqual(['.', '.', ',', ',', ',']);
  });

  test.each(['KES 2,500', 'Ksh. 2,500.00', '2,500/=', '$2500', '2.500,00 €', '2500 per month', "2'500.-", '2,500 (incl. VAT)'])('%s is an amount of 2500', (text) => {
    expect(Number(cell('estimatedValue', text))).toBe(2500);
  });

  test.each(['2k', '2.5 M', '2.5e3', '-5', '(500)', '500-', '5%', '1,50,00', '1.2.3', 'KES', '1,234.5.6', '1234567890123'])('%s is none', (text) => {
    expect(cell('estimatedValue', text)).toBe(`“${text}” is not an amount; expected one such as 2500.00.`);
  });

  test('degrees have no thousands', () => {
    expect([cell('latitude', '-1,292'), cell('longitude', '36.821'), cell('longitude', 36.821)]).toEqual([-1.292, 36.821, 36.821]);
  });

  test('a whole number may have thousands and a zero behind the point, and no more', () => {
    expect([cell('totalJobsReferred', '1,500'), cell('probability', '85 %'), cell('probability', '85.0'), cell('probability', 85)]).toEqual([1500, 85, 85, 85]);
    expect([cell('probability', '8.5'), cell('probability', 8.5)]).toEqual(['“8.5” is not a whole number.', '“8.5” is not a whole number.']);
  });
});

describe('a phone', () => {
  test.each<Cell>(['0712345678', '0712345678.0', '254712345678.0', '+254712345678.0', 254_712_345_678, 712_345_678, '0712.345.678'])('%p has no digit too many', (written) => {
    expect(cell('phone', written)).toBe('+254712345678');
  });

  test.each<Cell>(['2.54712E+11', 254_712_345_678.5])('%p is none', (written) => {
    expect(cell('phone', written)).toContain(`“${written}” is`);
  });
});

test.each([
  [',', '“gate B” stands beyond the last heading. Usually a cell before has a comma in it and is not in quotes.'],
  ['~', '“gate B” stands beyond the last heading. Usually a cell before has a ~ in it and is not in quotes.'],
  [null, '“gate B” stands beyond the last heading.'],
])('a row with cells beyond the heading of a file with %s is refused', (delimiter, detail) => {
  const shape = { columns: [{ name: 'Name' }, { name: 'Address' }], delimiter };
  const read = (row: number) => ({ row, blank: true as const });
  const found = readRows({ id: 'job', log: {} as Logger }, shape, [{ row: 1, cells: cellsOf(['Ann', 'Flat 3', 'gate B', ''], 2) }, { row: 2, cells: cellsOf(['Ben', 'Flat 4', ' ', ''], 2) }], read);
  expect(found).toEqual([{ row: 1, errors: [{ field: 'Row', detail }] }, { row: 2, blank: true }]);
});

test('a mistake of ours in one row is told as a problem of that row and is in the log; the others are read', () => {
  const logged: object[] = [];
  const log = { error: (what: object) => void logged.push(what) } as unknown as Logger;
  const read = (row: number) => {
    if (row % 2 === 0) throw new RangeError('Invalid time value');
    return { row, blank: true as const };
  };
  const rows = [1, 2, 3, 4].map((row) => ({ row, cells: ['x'] }));
  const found = readRows({ id: 'job', log }, { columns: [{ name: 'Name' }], delimiter: ',' }, rows, read);
  const problem = { errors: [{ field: 'Row', detail: 'Something went wrong here as this row was read; your administrator finds the reason in the log.' }] };
  expect(found).toEqual([{ row: 1, blank: true }, { row: 2, ...problem }, { row: 3, blank: true }, { row: 4, ...problem }]);
  expect(logged).toEqual([{ err: expect.any(RangeError) as unknown, jobId: 'job', row: 2, rows: 2 }]);
});
