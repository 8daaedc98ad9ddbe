import { isMac, isProductCode, scanOf, scansIn, scansTogether } from './labels.ts';

test.each([['48:A9:8A:00:11:22', true], ['48-a9-8a-00-11-22', true], ['48A9.8A00.1122', true], ['48A98A001122', true], ['697058120441', false], ['HF40A1K7R', false], ['48A98A00112', false]])(
  'a MAC address is told by its form: %s', (text, is) => expect(isMac(text)).toBe(is));

test.each([['6970581204415', true], ['6970581204418', false], ['012345678905', true], ['96385074', true], ['HF40A1K7R', false], ['485754431234', false]])(
  'a product’s code is told by its check digit: %s', (text, is) => expect(isProductCode(text)).toBe(is));

test('what makers write before a serial number is left away, and a square code may hold the whole label', () => {
  expect(scanOf('S/N: HF40A1K7R')).toEqual({ code: 'HF40A1K7R' });
  expect(scanOf('SN=HF40A1K7R;MAC=48A98A001122')).toEqual({ code: 'HF40A1K7R', mac: '48A98A001122' });
  expect(scanOf('Product: hAP ax2\nSerial No: HF40A1K7R\nMAC Address: 48:A9:8A:00:11:22')).toEqual({ code: 'HF40A1K7R', mac: '48:A9:8A:00:11:22' });
  expect(scanOf('MAC: 48:A9:8A:00:11:22')).toEqual({ code: '48:A9:8A:00:11:22' });
  expect(scanOf('\u001dHF40A1K7R\r')).toEqual({ code: 'HF40A1K7R' });
  expect(scanOf(' \n ')).toBeNull();
});

test('pasted lines are a reading each, a MAC address behind its serial number', () => {
  expect(scansIn('HF1 48:A9:8A:00:11:22\r\n\nHF2;\nRTR-HAPAX2')).toEqual([{ code: 'HF1', mac: '48:A9:8A:00:11:22' }, { code: 'HF2' }, { code: 'RTR-HAPAX2' }]);
});

test('a serial number and a MAC address that are seen together are of one label, and the product’s code comes first', () => {
  expect(scansTogether(['48:A9:8A:00:11:22', 'HF1', '6970581204415'])).toEqual([{ code: '6970581204415' }, { code: 'HF1', mac: '48:A9:8A:00:11:22' }]);
  expect(scansTogether(['HF1', '48:A9:8A:00:11:22', 'HF2', '48:A9:8A:00:11:23']).every(({ mac }) => mac === undefined)).toBe(true);
});
