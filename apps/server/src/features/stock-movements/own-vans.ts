import { scopeOf, type Actor } from '../../core/actor.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotAllowed } from '../../core/problems.ts';
import { NotYourVan } from './stock.errors.ts';

/** Whose vans somebody moves stock with; null for who keeps the stock, and may move it anywhere. */
export function driversFor(actor: Actor): readonly string[] | null {
  if (!actor.role || scopeOf(actor, 'inventory:write')) return null;
  switch (scopeOf(actor, 'inventory:move')) {
    case 'all': return null;
    case 'team': return actor.teamUserIds;
    case 'own': return [actor.userId ?? nobody];
    case null: return [];
  }
}

export const refuseInTheField = ({ actor }: Scope, detail: string): void => {
  if (driversFor(actor)) throw new NotAllowed(detail);
};

interface Stop { id: string; name: string; isVan: boolean; isOwn: boolean; driver: string | null }

async function stopsOf({ rows, organizationId }: Scope, drivers: readonly string[], ids: readonly string[]): Promise<Map<string, Stop>> {
  const found = await rows<Stop>(
    `select l.id, l.name, l.type = 'vehicle' as "isVan", coalesce(l.technician_id = any ($3::uuid[]), false) as "isOwn", t.name as driver
       from stock_locations l left join users t on t.organization_id = $1 and t.id = l.technician_id
      where l.organization_id = $1 and l.id = any ($2::uuid[])`, [organizationId, ids, drivers]);
  return new Map(found.map((stop) => [stop.id, stop]));
}

/** Throws a 403 unless it is the actor's own van, or they keep the stock. The location is held, so that it stays whose it is. */
export async function checkVan(scope: Scope, locationId: string, pointer = '/locationId'): Promise<void> {
  const drivers = driversFor(scope.actor);
  if (!drivers) return;
  const stop = (await stopsOf(scope, drivers, [locationId])).get(locationId.toLowerCase());
  if (!stop?.isOwn) throw new NotYourVan(stop?.name ?? 'That', pointer);
}

/** Throws a 403 for what is in somebody else's van, of whoever does not keep the stock: its driver hands it over first. */
export async function checkTaken(scope: Scope, locationIds: readonly string[], pointer: string): Promise<void> {
  const drivers = driversFor(scope.actor);
  if (!drivers) return;
  const stops = await stopsOf(scope, drivers, locationIds);
  const another = [...stops.values()].find(({ isVan, isOwn }) => isVan && !isOwn);
  if (another) throw new NotYourVan(another.name, pointer);
}

/**
 * The same for a way from one location to another: one's own van is at one end of it. Nothing is taken out of somebody else's van, and what is handed over into
 * one is on the way until its driver has it.
 */
export async function checkWay(
  scope: Scope, { fromLocationId, toLocationId, inTransit, setAside }: { fromLocationId: string; toLocationId: string; inTransit: boolean; setAside: boolean },
): Promise<void> {
  const drivers = driversFor(scope.actor);
  if (!drivers) return;
  const stops = await stopsOf(scope, drivers, [fromLocationId, toLocationId]);
  const [from, to] = [stops.get(fromLocationId.toLowerCase())!, stops.get(toLocationId.toLowerCase())!];
  if (!from.isOwn && (from.isVan || !to.isOwn)) throw new NotYourVan(from.name, '/fromLocationId');
  if (!to.isVan || to.isOwn) return;
  // Nobody confirms what is set aside, and nobody is to find it in their van.
  if (setAside) throw new NotYourVan(to.name, '/toLocationId');
  if (!inTransit) {
    throw new InvalidFields([{ pointer: '/inTransit', detail: `${to.name} is ${to.driver ?? 'somebody else'}’s: send it as on its way, and they confirm that they have it.` }]);
  }
}

/** Throws a 403 for what somebody else moved, or what was not moved with the actor's van. */
export async function checkUndoing(scope: Scope, { performedById, fromLocationId, toLocationId }: { performedById: string | null; fromLocationId: string | null; toLocationId: string | null }): Promise<void> {
  const drivers = driversFor(scope.actor);
  if (!drivers) return;
  if (performedById === null || !drivers.includes(performedById)) throw new NotAllowed('Somebody else moved this. Who keeps the stock can undo it.');
  const stops = await stopsOf(scope, drivers, [fromLocationId, toLocationId].filter((id) => id !== null));
  const [first] = stops.values();
  if (![...stops.values()].some(({ isOwn }) => isOwn)) throw new NotYourVan(first?.name ?? 'That', '');
}
