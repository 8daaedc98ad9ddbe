import type { StockUnit } from '@lastmile/contracts';
import { bodyOf, chooseItem, countOf, emptyBatch, linesOf, setQuantity, takeScan, turnRound, undoScan, type Batch, type BatchKind, type Matches } from './scan-batch.ts';

const router = { id: 'r', sku: 'RTR-1', name: 'hAP ax²', serialTracking: true };
const cable = { id: 'c', sku: 'CAB-1', name: 'Drop cable', serialTracking: false };
const nothing: Matches = { items: [], units: [], locations: [] };
const item = (one: typeof router): Matches => ({ items: [{ ...one, onHand: 1, available: 1 }], units: [], locations: [] });
const unit = (fields: Partial<StockUnit>): Matches => ({
  items: [], locations: [], units: [{ itemId: 'r', itemName: router.name, sku: router.sku, serial: 'HF1', mac: null, state: 'in_stock', locationId: 'w', locationName: 'Main warehouse', ...fields } as StockUnit],
});
const begun = (kind: BatchKind) => emptyBatch(kind, { locationId: 'w', toLocationId: 'v', reference: ' D-0089 ' });

/** A batch after one scan after the other, and how each was answered. */
function scanned(start: Batch, scans: readonly [code: string, matches: Matches, mac?: string][]) {
  return scans.reduce<{ batch: Batch; tones: string[] }>(({ batch, tones }, [code, matches, mac]) => {
    const { batch: after, said } = takeScan(batch, { code, ...(mac ? { mac } : {}) }, matches);
    return { batch: after, tones: [...tones, said.tone] };
  }, { batch: start, tones: [] });
}

test('an item’s code says what the serial numbers behind it are of, and counted items are counted', () => {
  const { batch, tones } = scanned(begun('receive'), [
    ['6970581204415', item(router)], ['hf1', nothing], ['HF2', nothing, '48:A9:8A:00:11:22'], ['CAB-1', item(cable)], ['CAB-1', item(cable)], ['HF3', nothing],
  ]);
  expect(tones).toEqual(['item', 'added', 'added', 'added', 'added', 'added']);
  expect(bodyOf(batch)).toEqual({
    type: 'receive', locationId: 'w', reference: 'D-0089',
    lines: [{ itemId: 'r', units: [{ serial: 'HF1' }, { serial: 'HF2', mac: '48A98A001122' }, { serial: 'HF3' }] }, { itemId: 'c', quantity: 2 }],
  });
});

test('a MAC address belongs to the serial number that was scanned just before it, or comes just after it', () => {
  const { batch, tones } = scanned(begun('receive'), [['RTR-1', item(router)], ['HF1', nothing], ['48:A9:8A:00:11:22', nothing], ['48:A9:8A:00:11:23', nothing], ['HF2', nothing]]);
  expect(tones).toEqual(['item', 'added', 'added', 'unknown', 'added']);
  expect(batch.entries.map(({ serial, mac }) => [serial, mac])).toEqual([['HF1', '48A98A001122'], ['HF2', '48A98A001123']]);
  expect(batch.aside).toEqual([]);
});

test('what was scanned already, or is here already, changes nothing', () => {
  const first = scanned(begun('receive'), [['RTR-1', item(router)], ['HF1', nothing, '48:A9:8A:00:11:22']]).batch;
  const { batch, tones } = scanned(first, [['hf1', nothing], ['48-A9-8A-00-11-22', nothing], ['HF9', unit({ serial: 'HF9' })]]);
  expect(tones).toEqual(['repeated', 'repeated', 'refused']);
  expect(batch).toEqual(first);
  expect(takeScan(first, { code: 'HF9' }, unit({ serial: 'HF9' })).said.words).toBe('hAP ax² HF9 is in stock (Main warehouse)');
});

test('a product’s code that nobody knows is no serial number: it is set aside once, and the scanning goes on', () => {
  const { batch, tones } = scanned(begun('receive'), [['RTR-1', item(router)], ['6970581204415', nothing], ['HF1', nothing], ['6970581204415', nothing]]);
  expect(tones).toEqual(['item', 'unknown', 'added', 'repeated']);
  expect([batch.aside.map(({ code }) => code), countOf(batch)]).toEqual([['6970581204415'], 1]);
});

test('without an item before it a serial number is asked about', () => {
  expect(scanned(begun('receive'), [['HF1', nothing]]).tones).toEqual(['unknown']);
});

test('the serial number of another item is no obstacle to receiving the same of this one', () => {
  const { batch, tones } = scanned(begun('receive'), [['RTR-1', item(router)], ['0001', unit({ itemId: 'other', serial: '0001' })]]);
  expect([tones.at(-1), linesOf(batch)[0]!.units.map(({ serial }) => serial)]).toEqual(['added', ['0001']]);
});

test.each(['issue', 'transfer'] as const)('%s takes what is there, by its serial number or its MAC address, and says where everything else is', (kind) => {
  const { batch, tones } = scanned(begun(kind), [
    ['HF1', unit({})], ['48:A9:8A:00:11:22', unit({ serial: 'HF2', mac: '48A98A001122' })], ['HF3', unit({ serial: 'HF3', locationId: 'v', locationName: 'Van' })],
    ['HF4', unit({ serial: 'HF4', state: 'issued', locationId: null })], ['NOPE', nothing], ['48:A9:8A:00:11:99', nothing],
  ]);
  expect(tones).toEqual(['added', 'added', 'refused', 'refused', 'unknown', 'refused']);
  expect(bodyOf(batch)).toEqual({
    type: kind, locationId: 'w', reference: 'D-0089', ...(kind === 'transfer' ? { toLocationId: 'v', inTransit: false } : {}), lines: [{ itemId: 'r', serials: ['HF1', 'HF2'] }],
  });
});

test('taking back takes what was issued', () => {
  const { batch, tones } = scanned(begun('return'), [['HF1', unit({ state: 'issued', locationId: null })], ['HF2', unit({ serial: 'HF2' })]]);
  expect([tones, bodyOf(batch)]).toEqual([['added', 'refused'], { type: 'return', locationId: 'w', condition: 'good', reference: 'D-0089', lines: [{ itemId: 'r', serials: ['HF1'] }] }]);
});

test('undo takes back the last scan, whatever became of it, and a number can be set', () => {
  const { batch } = scanned(begun('receive'), [['CAB-1', item(cable)], ['RTR-1', item(router)], ['HF1', nothing], ['6970581204415', nothing]]);
  const counts = [batch, undoScan(batch), undoScan(undoScan(batch)), undoScan(undoScan(undoScan(batch)))].map((one) => [countOf(one), one.aside.length]);
  expect(counts).toEqual([[2, 1], [2, 0], [1, 0], [0, 0]]);
  expect(countOf(setQuantity(batch, 'c', 40))).toBe(41);
  expect(countOf(setQuantity(batch, 'c', 0))).toBe(1);
  expect(countOf(chooseItem(batch, cable, 5).batch)).toBe(7);
});

test('a location’s label says where things go', () => {
  const van: Matches = { ...nothing, locations: [{ id: 'v', name: 'Van' }] };
  expect(scanned(begun('receive'), [['Van', van]]).batch.details.locationId).toBe('v');
  expect(scanned(begun('transfer'), [['HF1', unit({})], ['Van', van]]).batch.details).toMatchObject({ locationId: 'w', toLocationId: 'v' });
  expect(scanned(begun('issue'), [['HF1', unit({})], ['Van', van]]).tones).toEqual(['added', 'refused']);
});

test('a transfer takes what is set aside along in a line of its own; what is issued has to be good', () => {
  const faulty = unit({ serial: 'HF7', state: 'faulty' });
  const { batch } = scanned(begun('transfer'), [['HF1', unit({})], ['HF7', faulty]]);
  expect(bodyOf(batch).lines).toEqual([{ itemId: 'r', serials: ['HF7'], setAside: true }, { itemId: 'r', serials: ['HF1'] }]);
  expect(scanned(begun('issue'), [['HF7', faulty]]).tones).toEqual(['refused']);
});

test('a transfer is turned round: what was fetched is brought back the same way', () => {
  const { details } = turnRound(begun('transfer'));
  expect(details).toMatchObject({ locationId: 'v', toLocationId: 'w' });
});
