import { permissions, type Permission } from '@lastmile/contracts';

const verbs: Record<string, string> = {
  read: 'Read', write: 'Write', move: 'Move', claim: 'Claim', assign: 'Assign', delete: 'Delete',
};

/** `lead-captures` → `Lead captures`. */
function inWords(noun: string): string {
  if (noun === 'api-tokens') return 'API tokens';
  return noun[0]!.toUpperCase() + noun.slice(1).replaceAll('-', ' ');
}

export interface ScopeGroup {
  noun: string;
  scopes: { scope: Permission; verb: string }[];
}

/** The scopes that somebody who has `mine` may give to a token, by noun. */
export function scopeGroups(mine: (permission: Permission) => boolean): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const scope of permissions.filter(mine)) {
    const [noun, verb] = scope.split(':') as [string, string];
    const group = groups.get(noun) ?? { noun: inWords(noun), scopes: [] };
    group.scopes.push({ scope, verb: verbs[verb] ?? verb });
    groups.set(noun, group);
  }
  return [...groups.values()].map(({ noun, scopes }) => (
    { noun, scopes: scopes.toSorted((a, b) => rank(a.verb) - rank(b.verb)) }
  ));
}

/** Reading first: it is what most programs need. */
const rank = (verb: string) => (verb === 'Read' ? 0 : verb === 'Write' ? 1 : 2);

/** What a token may do, on one line: `Leads: read, write · Offers: read`. */
export function scopesInWords(scopes: readonly string[]): string {
  if (scopes.includes('*')) return 'Everything its owner may do';
  return scopeGroups((permission) => scopes.includes(permission))
    .map(({ noun, scopes: some }) => `${noun}: ${some.map(({ verb }) => verb.toLowerCase()).join(', ')}`)
    .join(' · ');
}
