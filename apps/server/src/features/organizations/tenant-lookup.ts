import type { DataSource } from 'typeorm';
import type { Scope } from '../../core/in-org.ts';
import { sha256 } from '../../core/seal.ts';

/** Which organization a sign-in email or a public form belongs to, before any of its rows may be read. */

const keyOfEmail = (email: string) => sha256(email.toLowerCase()).toString('hex');

/** A person may work for several organizations with one email; more than this many are not tried at sign-in. */
const mostOrganizations = 5;

/** From now on this email finds the scope's organization at sign-in. */
export async function rememberEmail(scope: Scope, email: string): Promise<void> {
  await remember(scope, 'email', keyOfEmail(email));
}

/** From now on the form's address finds the scope's organization. */
export async function rememberWidget(scope: Scope, widgetId: string): Promise<void> {
  await remember(scope, 'widget', widgetId);
}

/** The organizations in which somebody has this email, oldest first, five at most. */
export async function organizationsOfEmail(dataSource: DataSource, email: string): Promise<string[]> {
  const rows: { id: string }[] = await dataSource.query(
    `select organization_id as id from tenant_lookup where kind = 'email' and key = $1 order by organization_id limit $2`,
    [keyOfEmail(email), mostOrganizations]);
  return rows.map(({ id }) => id);
}

/** The organization of a public form; null where there is no such form. */
export async function organizationOfWidget(dataSource: DataSource, widgetId: string): Promise<string | null> {
  const rows: { id: string }[] = await dataSource.query(
    `select organization_id as id from tenant_lookup where kind = 'widget' and key = $1`, [widgetId.toLowerCase()]);
  return rows[0]?.id ?? null;
}

/** From now on the link of a quote, known by the hash of its token, finds the scope's organization. */
export async function rememberQuoteLink(scope: Scope, tokenHash: Buffer): Promise<void> {
  await remember(scope, 'quote', tokenHash.toString('hex'));
}

/** From now on these links find nothing. */
export async function forgetQuoteLinks(scope: Scope, tokenHashes: readonly Buffer[]): Promise<void> {
  await scope.rows(
    `delete from tenant_lookup where kind = 'quote' and key = any ($2::text[]) and organization_id = $1`,
    [scope.organizationId, tokenHashes.map((hash) => hash.toString('hex'))]);
}

/** The organization of a quote's link; null where there is no such link. */
export async function organizationOfQuoteLink(dataSource: DataSource, tokenHash: Buffer): Promise<string | null> {
  const rows: { id: string }[] = await dataSource.query(
    `select organization_id as id from tenant_lookup where kind = 'quote' and key = $1`, [tokenHash.toString('hex')]);
  return rows[0]?.id ?? null;
}

async function remember(scope: Scope, kind: 'email' | 'widget' | 'quote', key: string): Promise<void> {
  await scope.rows(
    'insert into tenant_lookup (kind, key, organization_id) values ($2, $3, $1) on conflict do nothing',
    [scope.organizationId, kind, key]);
}
