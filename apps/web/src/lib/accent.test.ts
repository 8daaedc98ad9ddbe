import { accentColors, channelsOf, contrast } from './accent.ts';

const pages = { light: channelsOf('#fbfaf8')!, dark: channelsOf('#272522')! };
const accents = ['#2f4f93', '#ffe600', '#ffffff', '#000000', '#f2994a', '#00ff00', '#7f7f7f', '#c0392b'];

for (const theme of ['light', 'dark'] as const) {
  for (const accent of accents) {
    test(`${accent} can be read on buttons and as words in the ${theme} theme`, () => {
      const { fill, onFill, text, tint } = accentColors(accent, theme);
      expect(contrast(channelsOf(fill)!, channelsOf(onFill)!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(channelsOf(fill)!, pages[theme])).toBeGreaterThanOrEqual(3);
      expect(contrast(channelsOf(text)!, pages[theme])).toBeGreaterThanOrEqual(5);
      expect(contrast(channelsOf(tint)!, pages[theme])).toBeLessThan(2.5);
    });
  }
}

test('an accent that can be read already stays as the provider chose it', () => {
  expect(accentColors('#2f4f93', 'light')).toMatchObject({ fill: '#2f4f93', text: '#2f4f93', onFill: '#ffffff' });
});

test('what is no colour becomes the usual accent', () => {
  expect(accentColors('red; background: url(x)', 'light')).toEqual(accentColors(null, 'light'));
});
