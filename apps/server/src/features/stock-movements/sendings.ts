import type { Scope } from '../../core/in-org.ts';

interface Entry { id: string; toTransit: boolean; confirmsId: string | null; reversesId: string | null }

/** Keeps which sendings have not arrived: sending opens one; its arrival, or undoing it, ends it; undoing the arrival opens it again. */
export function noteSending({ write, organizationId }: Scope, { id, toTransit, confirmsId, reversesId }: Entry): void {
  const [opened, ended] = reversesId === null ? [toTransit ? id : null, confirmsId] : [confirmsId, toTransit ? reversesId : null];
  if (ended) write('delete from stock_sendings where organization_id = $1 and movement_id = $2', [organizationId, ended]);
  if (opened) {
    write(
      `insert into stock_sendings (organization_id, movement_id, sent_at)
       select m.organization_id, m.id, m.created_at from stock_movements m where m.organization_id = $1 and m.id = $2`, [organizationId, opened]);
  }
}
