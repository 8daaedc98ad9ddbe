import type { LeadSource } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound, Refusal } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';

export class SourceTaken extends Refusal {
  constructor(what: 'code' | 'name', value: string) {
    super({
      status: 409, code: `${what}_taken`, detail: `There is already a lead source with the ${what} “${value}”.`,
      errors: [{ pointer: `/${what}`, detail: `This ${what} is taken.` }],
    });
  }
}

const columns = 'id, code, name, position, is_active as "isActive", version';

/** The organization's lead sources in their order, those switched off too. */
export async function listLeadSources({ rows, organizationId }: Scope): Promise<LeadSource[]> {
  return rows<LeadSource>(`select ${columns} from lead_sources where organization_id = $1 order by position, id`, [organizationId]);
}

/** Adds a source at the end. Throws a 409 where the code or the name is taken. */
export async function createLeadSource(scope: Scope, { code, name: written }: { code: string; name: string }): Promise<LeadSource> {
  const { rows, organizationId, now } = scope;
  const name = written.trim();
  const [last] = await rows<{ position: number }>(
    'select coalesce(max(position) + 1, 0) as position from lead_sources where organization_id = $1', [organizationId]);
  const source = { organizationId, id: newId(), code, name, position: last!.position, createdAt: now };
  if (!await insertRow(scope, 'lead_sources', source, { orNothing: true })) {
    const sameCode = await rows('select 1 from lead_sources where organization_id = $1 and code = $2', [organizationId, code]);
    throw sameCode.length > 0 ? new SourceTaken('code', code) : new SourceTaken('name', name);
  }
  await scope.record('lead_source.created', { type: 'lead_source', id: source.id }, { code, name });
  return sourceView(scope, source.id);
}

/** Renames a source or switches it off; leads that came by it keep it. Throws a 404, 409 or 412. */
export async function changeLeadSource(
  scope: Scope, id: string, { name, isActive }: { name?: string; isActive?: boolean }, ifMatch: number | null,
): Promise<LeadSource> {
  await scope.rows('select 1 from lead_sources where organization_id = $1 and id = $2 for update', [scope.organizationId, id]);
  const source = await sourceView(scope, id);
  await expectVersion(source, ifMatch, () => source);
  const changed = changedFields(source, { name: name?.trim(), isActive });
  await writeChanges(scope, { table: 'lead_sources', id, dated: false }, changed).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new SourceTaken('name', name!.trim()) : error;
  });
  if (Object.keys(changed).length > 0) await scope.record('lead_source.updated', { type: 'lead_source', id }, changed);
  return sourceView(scope, id);
}

async function sourceView({ rows, organizationId }: Scope, id: string): Promise<LeadSource> {
  const [source] = await rows<LeadSource>(`select ${columns} from lead_sources where organization_id = $1 and id = $2`, [organizationId, id]);
  if (!source) throw new NotFound('lead source');
  return source;
}
