import { fieldChanges, nextStepIn } from './changed-fields.ts';

const locale = { timezone: 'Africa/Nairobi', locale: 'en-KE', currency: 'KES', country: 'KE' };
const names = {
  offers: new Map([
    ['a', '20 Mbps Home'],
    ['b', '40 Mbps Home'],
  ]),
  sources: new Map([['website', 'Website']]),
  options: new Map([['houseType/Flat', 'Apartment']]),
};
const told = (changes: Record<string, unknown>) =>
  fieldChanges(changes, names, locale).map(({ label, from, to }) => `${label}: ${from} → ${to}`);

test('ids, codes, amounts and numbers are told in words', () => {
  expect(
    told({
      offerId: { from: 'a', to: 'b' },
      source: { from: null, to: 'website' },
      agreedMonthlySubscription: { from: null, to: '2300.00' },
      phone: { from: '+254712555014', to: null },
      hasRouter: { from: null, to: false },
    }),
  ).toEqual([
    'package: 20 Mbps Home → 40 Mbps Home',
    'source: null → Website',
    'agreed monthly price: null → KES\u00a02,300',
    'phone: +254 712 555 014 → null',
    'own router: null → no',
  ]);
});

test('a field that the page does not know yet is told by its own name', () => {
  expect(told({ roofAccess: { from: null, to: 'ladder' } })).toEqual(['roof access: null → ladder']);
});

test('the organization’s own fields are told as they were called then, each by its type', () => {
  const customFields = {
    buildingName: { label: 'Building name', type: 'text', from: null, to: 'Rose Court' },
    kraPin: { label: 'KRA PIN', type: 'text', from: 'A1', to: null },
    guard: { label: 'Guard', type: 'phone', from: null, to: '+254712555014' },
    moveIn: { label: 'Move in', type: 'date', from: null, to: '2031-02-28' },
    houseType: { label: 'House type', type: 'select', from: 'Flat', to: 'Villa' },
    gate: { label: 'Gate', type: 'geo', from: null, to: { latitude: -1.28, longitude: 36.8 } },
    units: { label: 'Units', type: 'number', from: 3, to: 24 },
  };
  expect(told({ customFields })).toEqual([
    'building name: null → Rose Court', 'KRA PIN: A1 → null', 'guard: null → +254 712 555 014', 'move in: null → 28 Feb 2031',
    'house type: Apartment → Villa', 'gate: null → -1.28, 36.8', 'units: 3 → 24',
  ]);
});

test('two coordinates are one pin', () => {
  expect(told({ latitude: { from: null, to: '-1.28' }, longitude: { from: null, to: '36.8' } })).toEqual([
    'pin on the map: null → null',
  ]);
});

test('a next step on a day is told as that day, not as its last moment', () => {
  const changes = {
    followUpAt: { from: null, to: '2026-05-21T20:59:59.999Z' },
    followUpOn: { from: null, to: '2026-05-21' },
    followUpNote: { from: null, to: 'Send quote' },
  };
  expect(nextStepIn(changes, locale, Date.parse('2026-05-18T09:00:00Z'))).toEqual({
    when: '21 May',
    note: 'Send quote',
  });
  expect(fieldChanges(changes, names, locale)).toEqual([]);
});

test('a next step that was taken away has no time, and other changes set none', () => {
  expect(nextStepIn({ followUpAt: { from: '2026-05-21T06:00:00Z', to: null } }, locale, 0)).toEqual({
    when: null,
    note: null,
  });
  expect(nextStepIn({ name: { from: 'A', to: 'B' } }, locale, 0)).toBeUndefined();
});
