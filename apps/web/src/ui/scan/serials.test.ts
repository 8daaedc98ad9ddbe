import { macWords, serialsIn, unitsIn, withScan } from './serials.ts';

test('serials come one a line, each once, whatever stands behind them', () => {
  expect(serialsIn(' HF4091K2Q \r\nHF4091K2R;aa\n\nHF4091K2Q')).toEqual(['HF4091K2Q', 'HF4091K2R']);
});

test('a MAC address behind a serial belongs to it', () => {
  expect(unitsIn('HF1 48:A9:8A:00:11:22\nHF2\nHF3;48-A9-8A-00-11-23')).toEqual([
    { serial: 'HF1', mac: '48:A9:8A:00:11:22' }, { serial: 'HF2' }, { serial: 'HF3', mac: '48-A9-8A-00-11-23' },
  ]);
});

test('a MAC address is read out in pairs', () => {
  expect(macWords('48A98A001122')).toBe('48:A9:8A:00:11:22');
});

test('what is scanned is written as by hand, once, a MAC address behind its serial number', () => {
  const scans = [{ code: 'HF1' }, { code: '48:A9:8A:00:11:22' }, { code: 'hf1' }, { code: 'HF2', mac: '48:A9:8A:00:11:23' }];
  expect(scans.reduce(withScan, '')).toBe('HF1 48:A9:8A:00:11:22\nHF2 48:A9:8A:00:11:23\n');
});
