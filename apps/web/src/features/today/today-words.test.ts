import type { Today } from '@lastmile/contracts';
import { dayInASentence, dueTime, greeting } from './today-words.ts';

const nairobi = 'Africa/Nairobi';
const now = Date.parse('2026-05-18T09:00:00Z');
const counts = (overdue: number, due: number, unclaimed = 0) =>
  ({
    overdue: { count: overdue, leads: [] },
    due: { count: due, leads: [] },
    unclaimed: { count: unclaimed, leads: [] },
  }) as Pick<Today, 'overdue' | 'due' | 'unclaimed'>;

test('the greeting goes by the person’s own clock and first name', () => {
  expect(greeting('Naomi Cherono', nairobi, now)).toBe('Good afternoon, Naomi');
  expect(greeting('Naomi Cherono', 'America/New_York', now)).toBe('Good morning, Naomi');
  expect(greeting('Naomi', nairobi, Date.parse('2026-05-18T15:00:00Z'))).toBe('Good evening, Naomi');
});

test('the day in a sentence begins with what is late and counts like a person', () => {
  expect(dayInASentence(counts(3, 7))).toBe('Three follow-ups are overdue; seven are due today.');
  expect(dayInASentence(counts(1, 1))).toBe('One follow-up is overdue; one is due today.');
  expect(dayInASentence(counts(0, 40))).toBe('40 follow-ups are due today.');
  expect(dayInASentence(counts(1001, 0))).toBe('More than 1,000 follow-ups are overdue.');
});

test('with nothing due the leads to claim are said, and with none of those either that the day is free', () => {
  expect(dayInASentence(counts(0, 0, 5))).toBe('Nothing is due; five new leads are waiting to be claimed.');
  expect(dayInASentence(counts(0, 0))).toBe('Nothing is due today.');
});

test('a late step says its hour on the same day, its weekday within a week, then its date', () => {
  const late = (at: string) => dueTime({ at, state: 'late', note: null }, nairobi, now);
  expect(late('2026-05-18T06:00:00Z')).toBe('09:00');
  expect(late('2026-05-16T13:00:00Z')).toBe('Sat');
  expect(late('2026-05-11')).toBe('11 May');
});

test('a step without an hour is due all day, one later this week on its day', () => {
  expect(dueTime({ at: '2026-05-18', state: 'today', note: null }, nairobi, now)).toBe('All day');
  expect(dueTime({ at: '2026-05-21T06:00:00Z', state: 'later', note: null }, nairobi, now)).toBe('Thu');
});
