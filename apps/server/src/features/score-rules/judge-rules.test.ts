import { judgeRules, type Judged } from './judge-rules.ts';

const lead = (won: boolean, score: number, ...ruleIds: string[]): Judged => ({ won, score, ruleIds });

test('separation is how often the won one of a pair scores higher, draws by half', () => {
  const leads = [lead(true, 80), lead(true, 40), lead(false, 40), lead(false, 10), lead(false, 90)];
  const pairs = leads.filter(({ won }) => won).flatMap((one) => leads.filter(({ won }) => !won).map((other) => (one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0)));
  const share = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
  expect(judgeRules([], leads).separation).toBeCloseTo(share, 3);
  expect(judgeRules([], leads.filter(({ won }) => won)).separation).toBeNull();
});

test('bands hold every lead once, a hundred too, and rules say to how many they applied', () => {
  const judged = judgeRules([{ id: 'a', kind: 'reply', withinMinutes: 5, points: 1 }], [lead(true, 100, 'a'), lead(true, 80), lead(false, 0, 'a'), lead(false, 19), lead(false, 20)]);
  expect(judged.bands.map(({ won, lost }) => [won, lost])).toEqual([[0, 2], [0, 1], [0, 0], [0, 0], [2, 0]]);
  expect(judged.rules).toEqual([{ id: 'a', won: 1, lost: 1 }]);
  expect(judged).toMatchObject({ wonAverage: 90, lostAverage: 13 });
});
