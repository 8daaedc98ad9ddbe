import type { Grants, Permission, RecordScope, Role } from '@lastmile/contracts';

/** Who does something, where, and what they may do. Made by authentication, or for the system itself. */
export interface Actor {
  organizationId: string;
  kind: 'user' | 'token' | 'system' | 'prospect';
  /** The person's id; for a token its owner's. Null for the system and for prospects. */
  userId: string | null;
  /** What appears beside what they did. */
  name: string;
  role: Role | null;
  grants: Grants;
  /** The people of one's team, oneself included: whose records the scope `team` reaches. */
  teamUserIds: readonly string[];
  /** Where “today” is for them: their own time zone or the organization's (D16). */
  timezone: string;
}

export const systemGrants: Grants = {};

/** The system acting in an organization: jobs, reactions. It asks no permission because no request reaches it. */
export function systemActor(organizationId: string, timezone = 'UTC'): Actor {
  return { organizationId, kind: 'system', userId: null, name: 'Lastmile', role: null, grants: {}, teamUserIds: [], timezone };
}

/** A visitor of a public page, once the page's organization is known. */
export function prospectActor(organizationId: string, timezone: string): Actor {
  return { organizationId, kind: 'prospect', userId: null, name: 'Signup form', role: null, grants: {}, teamUserIds: [], timezone };
}

export const scopeOf = (actor: Actor, permission: Permission): RecordScope | null => actor.grants[permission] ?? null;
