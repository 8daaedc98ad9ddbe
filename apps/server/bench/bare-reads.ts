import { createHash } from 'node:crypto';
import type { Actor } from '../src/core/actor.ts';
import type { Scope } from '../src/core/in-org.ts';
import { NotFound } from '../src/core/problems.ts';
import type { BaseSample, ReadWorkload } from './workload.ts';

/** As pg takes it; the second value of the statement of one lead is its id. */
export interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}
export interface BareRead {
  statements: Statement[];
  isList: boolean;
}

/** The statements behind every request of every reading workload, made once: the bare server only has to run them. */
export async function bareReads<Sample extends BaseSample & { salesId?: string }>(
  workloads: readonly ReadWorkload<Sample>[],
  sample: Sample,
): Promise<Map<string, BareRead[]>> {
  const reads = new Map<string, BareRead[]>();
  for (const { name, as, asks } of workloads) {
    const actor = as === 'sales' ? salesperson(sample.organizationId, sample.salesId!) : everybody(sample);
    const variants: BareRead[] = [];
    for (const { answer, isList = false } of asks(sample)) if (answer) variants.push({ statements: await statementsOf(actor, answer), isList });
    reads.set(name, variants);
  }
  return reads;
}

/** Lets the product’s function run against nothing and keeps what it would have asked. */
async function statementsOf(actor: Actor, run: (scope: Scope) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const keep = (named: boolean) => async (text: string, values: readonly unknown[]) => {
    statements.push({
      text,
      values: [...values],
      ...(named ? { name: createHash('sha1').update(text).digest('hex') } : {}),
    });
    if (text.includes('from organization_settings')) return [{ timezone: actor.timezone }];
    return text.includes('count(*)::int as count from (') ? [{ count: 0 }] : [];
  };
  const scope = {
    actor,
    organizationId: actor.organizationId,
    now: new Date(),
    rows: keep(true),
    rowsPlannedAnew: keep(false),
  };
  await run(scope as unknown as Scope).catch((error: unknown) => {
    // Nothing was found, which is what a function that reads one thing says about it.
    if (!(error instanceof NotFound)) throw error;
  });
  return statements;
}

const everybody = ({ organizationId }: BaseSample): Actor => ({
  organizationId,
  kind: 'system',
  userId: null,
  name: 'bare',
  role: null,
  grants: {},
  teamUserIds: [],
  timezone: 'Africa/Nairobi',
});
const salesperson = (organizationId: string, salesId: string): Actor => ({
  organizationId,
  kind: 'token',
  userId: salesId,
  name: 'bare',
  role: 'sales',
  grants: { 'leads:read': 'own' },
  teamUserIds: [],
  timezone: 'Africa/Nairobi',
});
