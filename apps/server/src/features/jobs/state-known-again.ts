import type { Scope } from '../../core/in-org.ts';

/** A record that was restored has a new version, but is what an earlier job left: that one can still be taken back. */
export async function stateKnownAgain(
  { rows, organizationId }: Scope, records: readonly { recordId: string; before: number; version: number }[],
): Promise<void> {
  if (records.length === 0) return;
  await rows(
    `update job_results r set after = jsonb_set(r.after, '{version}', to_jsonb(b.version))
       from unnest($2::uuid[], $3::int[], $4::int[]) as b (record_id, before, version)
      where r.organization_id = $1 and r.record_id = b.record_id and r.after ->> 'version' = b.before::text`,
    [organizationId, records.map(({ recordId }) => recordId), records.map(({ before }) => before), records.map(({ version }) => version)]);
}
