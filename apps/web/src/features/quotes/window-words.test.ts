import { hourRanges, windowWords } from './window-words.ts';

test('hours that follow each other are one range, to the end of the last', () => {
  expect(hourRanges([14, 8, 10, 9])).toEqual(['08:00 to 11:00', '14:00 to 15:00']);
  expect(hourRanges([23])).toEqual(['23:00 to 24:00']);
});

test('when messages go out is a sentence', () => {
  expect(windowWords({ quoteSendDelayHours: 1, notificationDays: [1, 5], notificationHours: [9, 10] })).toBe('1 hour from now at the earliest; Mon and Fri, 09:00 to 11:00, by the organization’s clock.');
  expect(windowWords({ quoteSendDelayHours: 0, notificationDays: [1, 2, 3, 4, 5, 6, 7], notificationHours: Array.from({ length: 24 }, (_, hour) => hour) }))
    .toBe('every day, at any hour, by the organization’s clock.');
});
