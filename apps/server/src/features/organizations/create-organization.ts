import { systemActor } from '../../core/actor.ts';
import { hashPassword } from '../../core/auth/index.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import type { Services } from '../../core/services.ts';
import { makeBeginnings } from './make-beginnings.ts';
import { placeProblems } from './place.ts';
import { rememberEmail } from './tenant-lookup.ts';

export interface NewOrganization {
  name: string;
  /** ISO 3166; decides how phone numbers are read. */
  country: string;
  /** ISO 4217. */
  currency: string;
  /** IANA name. */
  timezone: string;
  /** BCP 47; English as it is written in the country where absent. */
  locale?: string;
  /** Percent, for example '16'. */
  taxRate?: string;
  city?: string | null;
  /** E.164. */
  phone?: string | null;
  accentColor?: string | null;
  owner: { name: string; email: string; password: string };
  /** Its owner's login is shown on the sign-in page of a demo installation. */
  demo?: boolean;
}

export interface Founded { organizationId: string; ownerId: string }

/** An organization that only has to be written: checked, its ids given and the owner's password hashed. */
export interface PreparedOrganization extends Founded { input: NewOrganization; passwordHash: string }

/**
 * Makes an organization with its owner and everything one begins with, in one transaction.
 * Throws a 422 naming a country, currency or time zone that does not exist.
 */
export async function createOrganization({ inOrg }: Pick<Services, 'inOrg'>, input: NewOrganization): Promise<Founded> {
  const prepared = await prepareOrganization(input);
  return inOrg(systemActor(prepared.organizationId, input.timezone), (scope) => foundOrganization(scope, prepared));
}

/** The slow part, outside of any transaction. Throws as {@link createOrganization} does. */
export async function prepareOrganization(input: NewOrganization): Promise<PreparedOrganization> {
  const problems = placeProblems(input);
  if (problems.length > 0) throw new InvalidFields(problems);
  return { input, organizationId: newId(), ownerId: newId(), passwordHash: await hashPassword(input.owner.password) };
}

/** Writes a prepared organization. The scope has to be one of its own organization. */
export async function foundOrganization(scope: Scope, prepared: PreparedOrganization): Promise<Founded> {
  const { input, ownerId, passwordHash } = prepared;
  const { organizationId, now } = scope;
  const { name, country, currency, timezone, owner } = input;
  const email = owner.email.trim().toLowerCase();
  await insertRow(scope, 'organizations', { id: organizationId, createdAt: now });
  await insertRow(scope, 'organization_settings', {
    organizationId, name: name.trim(), country, currency, timezone,
    locale: input.locale ?? `en-${country}`,
    taxRate: input.taxRate ?? '0',
    city: input.city ?? null,
    phone: input.phone ?? null,
    accentColor: input.accentColor ?? null,
    isDemo: input.demo ?? false,
    createdAt: now, updatedAt: now,
  });
  await insertRow(scope, 'quote_settings', { organizationId, updatedAt: now });
  await insertRow(scope, 'notification_settings', { organizationId, updatedAt: now });
  await insertRow(scope, 'users', {
    organizationId, id: ownerId, name: owner.name.trim(), email, passwordHash, role: 'owner', createdAt: now, updatedAt: now,
  });
  await rememberEmail(scope, email);
  await makeBeginnings(scope);
  await scope.record('organization.created', { type: 'organization', id: organizationId }, { name });
  await scope.record('user.created', { type: 'user', id: ownerId }, { name: owner.name, email, role: 'owner' });
  return { organizationId, ownerId };
}
