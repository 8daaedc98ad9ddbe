import { createWedge } from './wedge.ts';

function typed(text: string, pace: number): (string | null)[] {
  const wedge = createWedge();
  return [...text, 'Enter'].map((key, index) => wedge.press(key, index * pace));
}

test('keys as fast as a scanner’s that end with Enter are a code', () => {
  expect(typed('HF40A1K7R', 8).at(-1)).toBe('HF40A1K7R');
  expect(typed('HF40A1K7R', 39).at(-1)).toBe('HF40A1K7R');
});

test('a person who types and presses Enter is none', () => {
  expect(typed('HF40A1K7R', 70).at(-1)).toBeNull();
  expect(typed('ok', 8).at(-1)).toBeNull();
});

test('capitals are typed with Shift, which is no letter, and a slow key begins anew', () => {
  const wedge = createWedge();
  wedge.press('x', 0);
  const answers = ['Shift', 'H', 'Shift', 'F', '1', '2', 'Tab'].map((key, index) => wedge.press(key, 500 + index * 5));
  expect(answers.at(-1)).toBe('HF12');
});
