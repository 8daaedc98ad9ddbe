import { madeUpPassword } from '@lastmile/contracts';
import { readUsernamePattern, writeUsername } from './username-pattern.ts';

const wanjiku = { id: '01930000-0000-7000-8000-000000000000', title: 'Wanjikũ Njeri Kamau', number: 412, phone: '+254712555014' };
const written = (pattern: string, { lead = wanjiku, next = 7, attempt = 0 }: { lead?: typeof wanjiku; next?: number; attempt?: number } = {}): string => {
  const parts = readUsernamePattern(pattern);
  if ('problem' in parts) throw new Error(parts.problem);
  return writeUsername(parts, lead, { next, attempt });
};

test('a user is called by the pattern, in letters that every router takes', () => {
  expect(written('{initial}{last_name}{number}')).toBe('wkamau412');
  expect(written('{first_name}.{last_name}-{phone|4}-{next|4}')).toBe('wanjiku.kamau-5014-0007');
  expect(written('{phone}')).toBe('254712555014');
  expect(written('TF_{number|6}@fibre')).toBe('TF_000412@fibre');
  expect(written('{rand|8}')).toMatch(/^[a-hj-km-np-z2-9]{8}$/);
});

test('what a lead does not have leaves no holes, and nobody is left without a name', () => {
  const one = { ...wanjiku, title: 'Mama', phone: null as unknown as string };
  expect(written('{initial}{last_name}{number}', { lead: one })).toBe('mama412');
  expect(written('{first_name}.{last_name}.{next}', { lead: one })).toBe('mama.7');
  expect(written('{phone|4}-{last_name}-{number}', { lead: one })).toBe('mama-412');
  expect(written('{first_name}{number}', { lead: { ...one, title: '王芳' } })).toBe('user412');
});

test('chance is the same for a lead until its name was taken; a name without chance gets a number behind it', () => {
  expect(written('{rand|8}')).toBe(written('{rand|8}'));
  expect(written('{rand|8}', { attempt: 1 })).not.toBe(written('{rand|8}'));
  expect(written('{last_name}{number}', { attempt: 1 })).toBe('kamau412-2');
});

test.each([
  ['{last_name}', 'would be called alike'],
  ['{phone|4}', 'would be called alike'],
  ['{next', 'is not closed'],
  ['{first}{next}', 'is not known'],
  ['{last_name|3}{next}', 'take a width'],
  ['{next} {rand}', 'not “ ”'],
  ['ñ{next}', 'not “ñ”'],
  [`${'a'.repeat(60)}{next}`, 'characters long'],
])('%s is refused: %s', (pattern, reason) => {
  expect(readUsernamePattern(pattern)).toEqual({ problem: expect.stringContaining(reason) });
});

test('passwords are made by the rule', () => {
  let turn = 0;
  const below = (limit: number) => (turn += 7) % limit;
  const rule = { passwordKind: 'characters', passwordLength: 12, passwordAlphabet: 'readable' } as const;
  expect(madeUpPassword(rule, below)).toMatch(/^[a-hj-km-np-z2-9]{12}$/);
  expect(madeUpPassword({ ...rule, passwordAlphabet: 'digits' }, below)).toMatch(/^\d{12}$/);
  expect(madeUpPassword({ ...rule, passwordKind: 'words' }, below)).toMatch(/^([a-z]+-){4}\d\d$/);
  expect(madeUpPassword({ ...rule, passwordKind: 'by_hand' }, below)).toBeNull();
});
