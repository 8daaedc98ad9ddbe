import type { ScoreRule } from '@lastmile/contracts';
import { pointsWords, ruleWords } from './rule-words.ts';

const names = { field: (name: string) => (name === 'source' ? 'Source' : name), value: (_field: string, value: string) => value.toUpperCase(), tag: () => 'Estate' };

test.each<[object, string]>([
  [{ kind: 'field', field: 'source', test: 'any_of', values: ['referral', 'caretaker', 'website'] }, 'Source is REFERRAL, CARETAKER or WEBSITE'],
  [{ kind: 'field', field: 'source', test: 'empty' }, 'Source is not known'],
  [{ kind: 'field', field: 'source', test: 'between', from: 3 }, 'Source is at least 3'],
  [{ kind: 'activity', types: ['call', 'meeting'], outcomes: ['interested'], atLeast: 2, withinDays: 30 }, 'At least 2 × call or meeting (interested) in the last 30 days'],
  [{ kind: 'reply', withinMinutes: 120 }, 'First reply within 2 hours'],
  [{ kind: 'age', fromDays: 0, toDays: 1 }, 'Came in less than 1 day ago'],
  [{ kind: 'distance', latitude: 1, longitude: 2, withinKm: 0.5, place: 'Karen PoP' }, 'Within 0.5 km of Karen PoP'],
])('says %j', (rule, words) => {
  expect(ruleWords({ id: 'a', points: 1, ...rule } as ScoreRule, names)).toBe(words);
});

test('points show which way they go', () => {
  expect([15, -30, 0].map(pointsWords)).toEqual(['+15', '−30', '0']);
});
