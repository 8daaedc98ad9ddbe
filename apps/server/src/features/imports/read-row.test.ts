import type { Logger } from 'pino';
import type { Catalogue } from '../leads/index.ts';
import { rowReader, type Reading } from './read-row.ts';
import { readRows } from './read-rows.ts';

const catalogue = {
  sources: new Map(), offers: new Map(), people: new Map(), tags: new Map([['id-of-vip', { name: 'VIP' }]]), stages: [], labels: new Map(), isScoredByRules: false,
  customFields: new Map([['devices', { name: 'devices', label: 'Devices', type: 'number', options: [] }]]), requiredIn: () => [],
} as unknown as Catalogue;

/** Reads one row whose columns are called like the fields they go to. */
function readerOf(fields: readonly string[], told: Partial<Reading> = {}) {
  return rowReader({
    columns: fields.map((name) => ({ name })), mapping: Object.fromEntries(fields.map((name) => [name, name])), values: {}, catalogue, country: 'KE', timezone: 'Africa/Nairobi', ...told,
  });
}
const cell = (field: string, text: string, told?: Partial<Reading>) => {
  const read = readerOf([field], told)(1, [text]);
  return 'lead' in read ? (read.lead.input as { [field: string]: unknown })[field] : 'errors' in read ? read.errors.map(({ detail }) => detail).join(' ') : 'blank';
};

describe('the time of a follow-up', () => {
  test.each([
    ['2031-02-03 9:05', '2031-02-03T06:05:00.000Z'],
    ['03/02/2031 14:05:30', '2031-02-03T11:05:30.000Z'],
    ['2031-02-03 24:00', '2031-02-03T21:00:00.000Z'],
    ['2031-02-03T14:05:00+03:00', '2031-02-03T14:05:00+03:00'],
  ])('%s is read', (text, moment) => {
    expect(cell('followUpAt', text)).toBe(moment);
  });

  test.each(['2031-02-03 24:30', '2031-02-03 10:75', '2031-02-03 25:00', '2031-02-03 10:10:75', '2031-02-03 24:00:01'])('%s is on no clock, which is a problem of that cell', (text) => {
    expect(cell('followUpAt', text)).toBe(`“${text}” has a time that no clock shows; expected one such as 2031-02-03 14:05.`);
  });
});

test('a mistake of ours in one row is told as a problem of that row and is in the log; the others are read', () => {
  const logged: object[] = [];
  const log = { error: (what: object) => void logged.push(what) } as unknown as Logger;
  const read = (row: number) => {
    if (row % 2 === 0) throw new RangeError('Invalid time value');
    return { row, blank: true as const };
  };
  const rows = [1, 2, 3, 4].map((row) => ({ row, cells: ['x'] }));
  const found = readRows({ id: 'job', log }, rows, read);
  const problem = { errors: [{ field: 'Row', detail: 'Something went wrong here as this row was read; your administrator finds the reason in the log.' }] };
  expect(found).toEqual([{ row: 1, blank: true }, { row: 2, ...problem }, { row: 3, blank: true }, { row: 4, ...problem }]);
  expect(logged).toEqual([{ err: expect.any(RangeError) as unknown, jobId: 'job', row: 2, rows: 2 }]);
});
