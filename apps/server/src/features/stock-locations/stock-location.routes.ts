import * as contract from '@lastmile/contracts';
import type { Input, StockLocation } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { requirePhone } from '../../core/phone.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import type { Routes } from '../../core/routes.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';

export class LocationNameTaken extends Refusal {
  constructor(name: string) {
    super({ status: 409, code: 'name_taken', detail: `There is already a location called “${name}”.`, errors: [{ pointer: '/name', detail: 'This name is taken.' }] });
  }
}

export class LocationNotEmpty extends Refusal {
  constructor(name: string, items: number) {
    super({ status: 409, code: 'location_not_empty', detail: `${items === 1 ? 'An item is' : `${items} items are`} at ${name} or on the way there. Move what is there first.`, more: { items } });
  }
}

const some = '(v.on_hand > 0 or v.in_transit > 0 or v.set_aside > 0)';
const view = `select l.id, l.name, l.type, l.address, l.city, l.state, l.latitude::float8, l.longitude::float8, l.contact_person as "contactPerson",
    l.contact_phone as "contactPhone", l.pop_site as "popSite", l.technician_id as "technicianId", t.name as "technicianName", l.is_active as "isActive", coalesce(x.items, 0) as items, coalesce(x.value, 0)::numeric(16,2)::text as value,
    ${instant('l.created_at')} as "createdAt", l.version
  from stock_locations l left join users t on t.organization_id = $1 and t.id = l.technician_id left join lateral (
    select count(*)::int as items, sum(case when i.on_hand + i.in_transit > 0 then i.value * (v.on_hand + v.in_transit) / (i.on_hand + i.in_transit) end) as value
      from stock_levels v join items i on i.organization_id = $1 and i.id = v.item_id
     where v.organization_id = $1 and v.location_id = l.id and ${some}) x on true
 where l.organization_id = $1`;

async function list({ rows, organizationId }: Scope, { isActive }: { isActive?: boolean }) {
  return { data: await rows<StockLocation>(`${view} and ($2::boolean is null or l.is_active = $2) order by lower(l.name), l.id limit 1000`, [organizationId, isActive ?? null]) };
}

async function one({ rows, organizationId }: Scope, id: string): Promise<StockLocation> {
  const [location] = await rows<StockLocation>(`${view} and l.id = $2`, [organizationId, id]);
  if (!location) throw new NotFound('stock location');
  return location;
}

const text = (written: string | null | undefined): string | null | undefined => (written === undefined ? undefined : written?.trim() || null);

type Fields = NonNullable<Input<typeof contract.updateStockLocation>['body']>;
async function cleaned(scope: Scope, { name, type, latitude, longitude, isActive, contactPhone, technicianId, ...texts }: Fields) {
  return {
    name: name?.trim(), type, latitude, longitude, isActive, technicianId: technicianId?.toLowerCase() ?? technicianId,
    ...Object.fromEntries(Object.entries(texts).map(([field, written]) => [field, text(written as string | null)])),
    ...(contactPhone === undefined ? {} : { contactPhone: requirePhone(contactPhone, (await organizationSettings(scope)).country, '/contactPhone') }),
  };
}

const refuseTaken = (name: string) => (error: unknown) => { throw isUniqueViolation(error) ? new LocationNameTaken(name) : error; };

/** Throws a 422 for somebody who does not work here. */
async function checkTechnician({ rows, organizationId }: Scope, technicianId: string | null | undefined): Promise<void> {
  if (!technicianId) return;
  const [person] = await rows('select 1 from users where organization_id = $1 and id = $2 and disabled_at is null', [organizationId, technicianId]);
  if (!person) throw new InvalidFields([{ pointer: '/technicianId', detail: 'There is nobody like that.' }]);
}

async function create(scope: Scope, body: Input<typeof contract.createStockLocation>['body']): Promise<StockLocation> {
  const { organizationId, now } = scope;
  await checkTechnician(scope, body.technicianId);
  const id = newId();
  const fields = Object.fromEntries(Object.entries(await cleaned(scope, body)).filter(([, value]) => value !== undefined));
  await insertRow(scope, 'stock_locations', { organizationId, id, ...fields, createdAt: now, updatedAt: now }).catch(refuseTaken(body.name.trim()));
  await scope.record('stock_location.created', { type: 'stock_location', id }, { name: body.name.trim(), locationType: body.type });
  return one(scope, id);
}

async function change(scope: Scope, id: string, body: Fields, ifMatch: number | null): Promise<StockLocation> {
  const { rows, organizationId } = scope;
  // Whoever moves something here holds this row until it has arrived.
  await rows('select 1 from stock_locations where organization_id = $1 and id = $2 for update', [organizationId, id]);
  const location = await one(scope, id);
  await expectVersion(location, ifMatch, () => location);
  if (body.isActive === false && location.items > 0) throw new LocationNotEmpty(location.name, location.items);
  await checkTechnician(scope, body.technicianId);
  const changed = changedFields(location, await cleaned(scope, body) as Partial<StockLocation>);
  await writeChanges(scope, { table: 'stock_locations', id, dated: true }, changed).catch(refuseTaken(body.name?.trim() ?? location.name));
  if (Object.keys(changed).length > 0) await scope.record('stock_location.updated', { type: 'stock_location', id }, changed);
  return one(scope, id);
}

export function stockLocationRoutes({ on }: Routes): void {
  on(contract.listStockLocations, (scope, { query }) => list(scope, query));
  on(contract.getStockLocation, (scope, { params }) => one(scope, params.id));
  on(contract.createStockLocation, (scope, { body }) => create(scope, body));
  on(contract.updateStockLocation, (scope, { params, body, ifMatch }) => change(scope, params.id, body, ifMatch));
  on(contract.deleteStockLocation, async (scope, { params }) => {
    await change(scope, params.id, { isActive: false }, null);
    return {};
  });
}
