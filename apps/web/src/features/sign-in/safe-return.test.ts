import { safeReturn } from './safe-return.ts';

test('signing in leads back to the page one came from', () => {
  expect(safeReturn('/leads?view=table&q=wanj')).toBe('/leads?view=table&q=wanj');
});

test.each([null, '', 'https://evil.example/', '//evil.example/x', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '/login'])(
  '%j leads to the start instead', (wanted) => {
    expect(safeReturn(wanted)).toBe('/');
  },
);
