import { changeOfAmount, changeOfCount, changeOfRate, changeOfSeconds, daysInWords, lasting, leadsAt } from './figure-words.ts';

const leads = null;

test('a change says by how much, and whether it is welcome', () => {
  expect(changeOfCount({ value: 23, previous: 20, leads })).toEqual({ direction: 'up', welcome: true, words: '15% more' });
  expect(changeOfCount({ value: 5, previous: 3, leads })).toMatchObject({ words: '2 more' });
  expect(changeOfCount({ value: 5, previous: 3, leads }, 'lower')).toMatchObject({ welcome: false });
  expect(changeOfCount({ value: 3, previous: 3, leads })).toMatchObject({ direction: 'same', welcome: null });
  expect(changeOfRate({ value: 24, previous: 25, part: 1, whole: 4, leads })).toEqual({ direction: 'down', welcome: false, words: '1 point less' });
  expect(changeOfSeconds({ value: 2280, previous: 3000, leads })).toEqual({ direction: 'down', welcome: true, words: '12 min faster' });
  expect(changeOfAmount({ value: '74300.00', previous: '68000.00', leads })).toMatchObject({ words: '9% more', welcome: true });
});

test('nothing is compared with nothing', () => {
  expect(changeOfCount({ value: 3, previous: null, leads })).toBeNull();
  expect(changeOfRate({ value: 3, previous: null, part: 1, whole: 2, leads })).toBeNull();
  expect(changeOfAmount({ value: '3.00', previous: '0.00', leads })).toBeNull();
});

test('periods are called by their months where they are whole', () => {
  const now = Date.parse('2026-05-18T10:00:00Z');
  expect(daysInWords('2026-05-01', '2026-05-31', now)).toBe('May 2026');
  expect(daysInWords('2025-06-01', '2026-05-31', now)).toBe('Jun 2025 – May 2026');
  expect(daysInWords('2026-05-01', '2026-05-18', now)).toBe('1 May – 18 May');
  expect(daysInWords('2025-05-18', '2025-05-18', now)).toBe('18 May 2025');
  expect([lasting(40), lasting(16_200), lasting(86_400), lasting(280_000)]).toEqual(['1 min', '4.5 h', '1 day', '3.2 days']);
  expect(leadsAt({ source: 'referral' })).toBe('/leads?view=table&source=referral');
});
