import { listStockLocations, type StockLocation } from '@lastmile/contracts';
import { useSession } from './session.tsx';
import { useEndpoint } from './use-endpoint.ts';

/** Where this person may move stock: anywhere who keeps it, in the field to and from the vans that are assigned to them. The server has the last word. */
export interface StockReach {
  /** Receives, holds and moves everything. */
  keeps: boolean;
  /** Moves something at all: who works in the field needs a van for it. */
  moves: boolean;
  /** The open locations; undefined until they are known. */
  places: readonly StockLocation[] | undefined;
  ownVans: readonly StockLocation[];
  takesFrom: (id: string) => boolean;
  bringsTo: (id: string, fromId: string) => boolean;
  /** Out of it things are issued, into it they are taken back. */
  handlesAt: (id: string) => boolean;
  /** Whose van it is, where they have to say that what is handed over has arrived. */
  confirmedBy: (id: string) => string | null;
}

export function useStockReach(): StockReach {
  const { can, user } = useSession();
  const keeps = can('inventory:write') !== false || can('inventory:move') === 'all';
  const inTheField = !keeps && can('inventory:move') !== false;
  const locations = useEndpoint(listStockLocations, {}, { enabled: keeps || inTheField });
  const places = locations.data?.data.filter(({ isActive }) => isActive);
  const ownVans = (places ?? []).filter(({ technicianId }) => technicianId === user.id);
  const isOwn = (id: string): boolean => ownVans.some((van) => van.id === id);
  const isVan = (id: string): boolean => places?.find((place) => place.id === id)?.type === 'vehicle';
  return {
    keeps, places, ownVans,
    moves: keeps || ownVans.length > 0,
    takesFrom: (id) => keeps || isOwn(id) || !isVan(id),
    bringsTo: (id, fromId) => keeps || isOwn(fromId) || isOwn(id),
    handlesAt: (id) => keeps || isOwn(id),
    confirmedBy: (id) => (keeps || isOwn(id) || !isVan(id) ? null : places?.find((place) => place.id === id)?.technicianName ?? 'Who keeps the stock'),
  };
}
