import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { instant } from '../../core/sql.ts';

export interface Clash { id: string; number: string; from: string; to: string }
interface Appointment { technicianId: string; from: string; to: string }

/** An appointment lasts a day at most, so only what began within one can still go on; by that the index finds it. */
const otherThen = ({ technicianId, from, to, id }: { [part in keyof Appointment | 'id']: string }): string => `
  from service_orders k
 where k.organization_id = $1 and k.technician_id = ${technicianId} and k.id is distinct from ${id} and k.status in ('scheduled', 'in_progress')
   and k.appointment_from < ${to} and k.appointment_to > ${from} and k.appointment_from > ${from} - interval '1 day'
 order by k.appointment_from, k.id limit 1`;

/** Where else its technician has to be at the time of an order that is still to be done; `o` is the order. */
export const clashSql = `(select json_build_object('id', k.id, 'number', ${numberSql('service_order', 'k.number')}, 'from', ${instant('k.appointment_from')}, 'to', ${instant('k.appointment_to')})
  ${otherThen({ technicianId: `case when o.status in ('open', 'scheduled', 'in_progress') then o.technician_id end`, from: 'o.appointment_from', to: 'o.appointment_to', id: 'o.id' })})`;

/** What else a technician has at some time, apart from one order. */
export async function clashOf({ rows, organizationId }: Scope, { technicianId, from, to }: Appointment, exceptId: string | null = null): Promise<Clash | null> {
  const [clash] = await rows<Clash>(
    `select k.id, ${numberSql('service_order', 'k.number')} as number, ${instant('k.appointment_from')} as "from", ${instant('k.appointment_to')} as "to"
     ${otherThen({ technicianId: '$2', from: '$3::timestamptz', to: '$4::timestamptz', id: '$5::uuid' })}`, [organizationId, technicianId, from, to, exceptId]);
  return clash ?? null;
}

/** Two who plan the same person's day do it one after the other. */
export async function lockAppointmentsOf({ rows, organizationId }: Scope, technicianId: string): Promise<void> {
  await rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`appointments/${organizationId}/${technicianId}`]);
}
