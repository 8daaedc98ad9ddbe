import { scopeGroups, scopesInWords } from './scopes.ts';

test('only what a person may do is offered, by noun and with reading first', () => {
  const groups = scopeGroups((permission) => permission.startsWith('leads:') || permission === 'api-tokens:write');
  expect(groups.map(({ noun }) => noun)).toEqual(['API tokens', 'Leads']);
  expect(groups[1]!.scopes.slice(0, 2).map(({ verb }) => verb)).toEqual(['Read', 'Write']);
});

test('what a token may do is one line', () => {
  expect(scopesInWords(['leads:write', 'leads:read', 'offers:read'])).toBe('Leads: read, write · Offers: read');
  expect(scopesInWords(['*'])).toBe('Everything its owner may do');
});
