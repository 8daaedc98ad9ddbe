import { createSightings } from './sightings.ts';

test('a label that stays in the picture is counted once, and again when it comes back', () => {
  const look = createSightings();
  const counted: string[] = [];
  const watch = (from: number, to: number, codes: string[]) => {
    for (let at = from; at <= to; at += 100) counted.push(...look(codes, at).map(({ code }) => code));
  };
  watch(0, 3000, ['HF1']);
  watch(3100, 3500, []);
  watch(3600, 4000, ['HF1']);
  expect(counted).toEqual(['HF1']);
  watch(4100, 6000, []);
  watch(6100, 6600, ['HF1']);
  expect(counted).toEqual(['HF1', 'HF1']);
});

test('codes of one label that are read one picture after the other are a pair', () => {
  const look = createSightings();
  expect([look(['HF1'], 0), look(['48:A9:8A:00:11:22'], 100), look(['HF1', '48:A9:8A:00:11:22'], 200), look(['HF1'], 300)]).toEqual(
    [[], [], [], [{ code: 'HF1', mac: '48:A9:8A:00:11:22' }]]);
});

test('what was read once in passing is not counted', () => {
  const look = createSightings();
  expect([look(['HF7'], 0), look(['HF1'], 100), look(['HF1'], 400), look(['HF1'], 500)].flat()).toEqual([{ code: 'HF1' }]);
});
