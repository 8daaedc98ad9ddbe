import type { ScoreRule } from '@lastmile/contracts';
import { evaluateScore, kilometres, type ScoreFacts } from './evaluate-score.ts';

const now = new Date('2026-05-18T12:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const nothing: ScoreFacts = { fields: {}, pin: null, tagIds: [], activities: [], captures: [], createdAt: ago(10), firstActionAt: null };
const call = (days: number, outcome: string | null = 'answered') => ({ type: 'call', outcome, at: ago(days) });

const applies = (rule: object, facts: Partial<ScoreFacts>): boolean =>
  evaluateScore([{ id: 'it', points: 10, ...rule } as ScoreRule], { ...nothing, ...facts }, now).score === 10;
const changes = (rule: object, facts: Partial<ScoreFacts>): Date | null =>
  evaluateScore([{ id: 'it', points: 10, ...rule } as ScoreRule], { ...nothing, ...facts }, now).changesAt;

test.each<[words: string, rule: object, yes: Partial<ScoreFacts>, no: Partial<ScoreFacts>]>([
  ['a field that is filled', { kind: 'field', field: 'email', test: 'filled' }, { fields: { email: 'a@b.test' } }, { fields: { email: '' } }],
  ['a field that is empty', { kind: 'field', field: 'email', test: 'empty' }, { fields: { email: null } }, { fields: { email: 'a@b.test' } }],
  ['one of some values, in any case', { kind: 'field', field: 'rating', test: 'any_of', values: ['Hot', 'warm'] }, { fields: { rating: 'hot' } }, { fields: { rating: 'cold' } }],
  ['yes and no as words', { kind: 'field', field: 'hasRouter', test: 'any_of', values: ['false'] }, { fields: { hasRouter: false } }, { fields: { hasRouter: null } }],
  ['a part of a text', { kind: 'field', field: 'currentIsp', test: 'contains', values: ['mobile'] }, { fields: { currentIsp: 'Mobile bundles' } }, { fields: { currentIsp: 'Zuku' } }],
  ['an amount between two', { kind: 'field', field: 'estimatedValue', test: 'between', from: 1000, to: 2000 }, { fields: { estimatedValue: '2000.00' } }, { fields: { estimatedValue: '2000.01' } }],
  ['an own field', { kind: 'field', field: 'customFields.units', test: 'between', from: 20 }, { fields: { 'customFields.units': 20 } }, { fields: { units: 20 } }],
  ['a pin that is there', { kind: 'field', field: 'geo', test: 'filled' }, { pin: { latitude: 0, longitude: 0 } }, {}],
  ['one of some tags', { kind: 'tag', tagIds: ['a', 'b'] }, { tagIds: ['c', 'b'] }, { tagIds: ['c'] }],
  ['so many activities', { kind: 'activity', types: ['call'], atLeast: 2 }, { activities: [call(1), call(2)] }, { activities: [call(1), { ...call(2), type: 'note' }] }],
  ['an outcome', { kind: 'activity', outcomes: ['interested'], atLeast: 1 }, { activities: [call(1, 'interested')] }, { activities: [call(1, null)] }],
  ['an activity lately', { kind: 'activity', atLeast: 1, withinDays: 7 }, { activities: [call(6)] }, { activities: [call(7)] }],
  ['silence', { kind: 'silence', days: 7 }, { activities: [call(7)] }, { activities: [call(6)] }],
  ['silence since it came in', { kind: 'silence', days: 10 }, { createdAt: ago(10) }, { createdAt: ago(9) }],
  ['a quick reply', { kind: 'reply', withinMinutes: 60 }, { firstActionAt: new Date(ago(10).getTime() + 3_600_000) }, { firstActionAt: new Date(ago(10).getTime() + 3_600_001) }],
  ['captures', { kind: 'capture', sources: ['quote'], atLeast: 1 }, { captures: [{ source: 'quote' }] }, { captures: [{ source: 'location_share' }] }],
  ['an age', { kind: 'age', fromDays: 5, toDays: 11 }, { createdAt: ago(5) }, { createdAt: ago(11) }],
  ['a distance', { kind: 'distance', latitude: -1.29, longitude: 36.78, withinKm: 2 }, { pin: { latitude: -1.3, longitude: 36.79 } }, { pin: { latitude: -1.32, longitude: 36.78 } }],
])('a rule about %s applies, and does not where it is otherwise', (_words, rule, yes, no) => {
  expect([applies(rule, yes), applies(rule, no)]).toEqual([true, false]);
});

test('points are added up with their reasons, never below nothing and never above a hundred', () => {
  const rules = [80, 40, -10].map((points, index) => ({ id: `r${index}`, kind: 'field', field: 'phone', test: 'filled', points }) as ScoreRule);
  const facts = { ...nothing, fields: { phone: '+254700000000' } };
  expect(evaluateScore(rules, facts, now)).toEqual({ score: 100, reasons: [{ ruleId: 'r0', points: 80 }, { ruleId: 'r1', points: 40 }, { ruleId: 'r2', points: -10 }], changesAt: null });
  expect(evaluateScore(rules.slice(2), facts, now).score).toBe(0);
  expect(evaluateScore(rules, nothing, now)).toEqual({ score: 0, reasons: [], changesAt: null });
});

test.each<[object, Partial<ScoreFacts>, Date | null]>([
  [{ kind: 'activity', atLeast: 2, withinDays: 7 }, { activities: [call(1), call(3), call(5)] }, new Date(ago(3).getTime() + 7 * 86_400_000)],
  [{ kind: 'activity', atLeast: 1, withinDays: 7 }, { activities: [call(8)] }, null],
  [{ kind: 'silence', days: 7 }, { activities: [call(2)] }, new Date(ago(2).getTime() + 7 * 86_400_000)],
  [{ kind: 'silence', days: 7 }, { activities: [call(8)] }, null],
  [{ kind: 'age', fromDays: 12 }, {}, new Date(ago(10).getTime() + 12 * 86_400_000)],
  [{ kind: 'age', fromDays: 5, toDays: 11 }, {}, new Date(ago(10).getTime() + 11 * 86_400_000)],
])('%j says when time alone will change it, and then it is so', (rule, facts, expected) => {
  const at = changes(rule, facts);
  expect(at).toEqual(expected);
  if (!at) return;
  const judge = (moment: Date) => evaluateScore([{ id: 'it', points: 10, ...rule } as ScoreRule], { ...nothing, ...facts }, moment).score;
  expect(judge(new Date(at.getTime() - 1))).toBe(judge(now));
  expect(judge(at)).not.toBe(judge(now));
});

test('distances are as the crow flies', () => {
  // Nairobi to Mombasa.
  expect(kilometres({ latitude: -1.2864, longitude: 36.8172 }, { latitude: -4.0435, longitude: 39.6682 })).toBeCloseTo(440, -1);
});
