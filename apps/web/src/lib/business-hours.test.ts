import { businessWords } from './business-hours.ts';

test.each([
  [[1, 2, 3, 4, 5], 'Mon–Fri'], [[1, 2, 3, 4, 5, 6, 7], 'Mon–Sun'], [[6, 7], 'Sat, Sun'], [[1, 3, 5], 'Mon, Wed, Fri'], [[4], 'Thu'], [[3, 1, 2], 'Mon–Wed'],
])('the days %p are written %s', (businessDays, words) => {
  expect(businessWords({ businessDays, businessFrom: '08:00', businessTo: '17:00' })).toBe(`${words}, 08:00–17:00`);
});
