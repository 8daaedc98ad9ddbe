import { captureRows, labelOf } from './capture-rows.ts';

const locale = { currency: 'KES', locale: 'en-KE', timezone: 'Africa/Nairobi', now: Date.parse('2026-05-18T09:00:00Z') };
const money = (digits: string) => `KES\u00a0${digits}`;

test.each([
  ['pickup_date', 'Pickup date'], ['pickupDate', 'Pickup date'], ['vehicle-types', 'Vehicle types'], ['ETA', 'ETA'], ['weightKG', 'Weight KG'], ['3', '3'],
])('%s is called %s', (name, label) => {
  expect(labelOf(name)).toBe(label);
});

test('a load plan reads as a person would write it', () => {
  const rows = captureRows({
    route: ['Mombasa', 'Voi', 'Nairobi'],
    dimensions: { length: 24.5, width: 3.2, height: 4 },
    weightKg: 42_000,
    pickup: { address: 'Port of Mombasa, gate 9', date: '2026-05-20' },
    delivery: { address: 'ICD Nairobi', at: '2026-05-22T06:30:00Z' },
    vehicle_types: ['lead car', 'rear car'],
    escorted: true,
    total_cost: 187_500.5,
    notes: '  ',
    nothing: null,
  }, locale);
  expect(rows).toEqual([
    { label: 'Route', text: 'Mombasa → Voi → Nairobi' },
    { label: 'Dimensions', text: 'Length 24.5 · Width 3.2 · Height 4' },
    { label: 'Weight kg', text: '42,000' },
    { label: 'Pickup', rows: [{ label: 'Address', text: 'Port of Mombasa, gate 9' }, { label: 'Date', text: '20 May' }] },
    { label: 'Delivery', rows: [{ label: 'Address', text: 'ICD Nairobi' }, { label: 'At', text: '22 May, 09:30' }] },
    { label: 'Vehicle types', text: 'lead car, rear car' },
    { label: 'Escorted', text: 'Yes' },
    { label: 'Total cost', text: money('187,500.50') },
  ]);
});

test('lists of things are numbered, and what is empty is left out', () => {
  expect(captureRows({ cars: [{ type: 'lead', price: '100' }, {}, { type: 'rear' }], none: [], empty: {} }, locale)).toEqual([{
    label: 'Cars',
    rows: [{ label: '1', text: `Type lead · Price ${money('100')}` }, { label: '3', text: 'Type rear' }],
  }]);
});

test('a text that only looks like a date stays what it is', () => {
  expect(captureRows({ a: '2026-13-45', b: '2026-05', c: '12.50' }, locale)).toEqual([
    { label: 'A', text: '2026-13-45' }, { label: 'B', text: '2026-05' }, { label: 'C', text: '12.50' },
  ]);
});
