import { labelSheetNames, labelSheets, longestStripes, type LabelCode } from '@lastmile/contracts';
import { paperAdapter } from './index.ts';
import { readLabels } from './testing/read-labels.ts';

const paper = paperAdapter();
afterAll(() => paper.close());
/** As they come: of suppliers and of one's own, the shortest and the longest that is kept. */
const codes = [
  'HF1', 'HF4091K', 'HF4091K2Q', '4857544372A1B2C3', '48:A9:8A:00:11:22', '5901234123457', '12345678901234', 'Main warehouse', 'Kituo cha Mombasa – ghala Nº 2',
  '4857B10MM7D', 'S/N 2231-000817', 'A'.repeat(40), '0'.repeat(60), 'CAB/DROP-40M|BLACK',
];
const labels = codes.map((code) => ({ title: 'MikroTik hAP ax² dual band router', detail: 'RTR-HAPAX2 · 48:A9:8A:00:11:22', code }));
const draw = (sheet: (typeof labelSheetNames)[number], code: LabelCode) =>
  paper.drawLabels({ title: 'Labels', date: '2026-01-01T00:00:00Z', sheet: labelSheets[sheet], start: 1, code, labels });

describe.each(labelSheetNames)('of the sheet %s', (name) => {
  test.each(['qr', 'code128'] as const)('every label with %s is read, printed with 300 dots to the inch and with 200', async (code) => {
    const sheet = labelSheets[name];
    const bytes = await draw(name, code);
    for (const dpi of [300, 200, 203]) {
      const read = await readLabels(bytes, { sheet, labels }, dpi);
      expect(read.map((one) => one?.text)).toEqual(codes);
      // Stripes where they were said to have room, and a square code only where they have none.
      const stripes = read.flatMap((one, index) => (one?.format === 'Code128' ? [codes[index]!] : []));
      expect(codes.filter((one) => one.length <= longestStripes(name) && !stripes.includes(one))).toEqual(code === 'qr' ? codes.filter((one) => one.length <= longestStripes(name)) : []);
    }
  }, 60_000);
});

test('the check finds stripes that are no whole number of dots', async () => {
  const bytes = await draw('a4_65', 'code128');
  // A dot and a fifth each.
  const read = await readLabels(bytes, { sheet: labelSheets.a4_65, labels }, 120);
  expect(read.filter((one, index) => one?.text !== codes[index]).length).toBeGreaterThan(0);
});
