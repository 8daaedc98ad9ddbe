import type { Scope } from '../core/in-org.ts';
import { insertRows } from '../core/rows.ts';
import type { MadePackage } from './make-packages.ts';

type Kit = readonly (readonly [sku: string, quantity: number])[];

/** What a home gets: fibre from the pole, and a router by how fast it has to be. */
const home = (speed: number): Kit => [
  ['ONT-HG8145', 1], [speed <= 15 ? 'RTR-HAPAC' : 'RTR-HAPAX2', 1], ['CAB-DROP1', 60], ['CON-SCAPC', 2], ['CLAMP-DROP', 4], ['PAT-SCAPC3', 1],
];
const business: Kit = [['ONU-EG8010', 1], ['RTR-HAPAX2', 1], ['CAB-DROP1', 120], ['CON-SCAPC', 2], ['UPS-MINI', 1], ['PAT-SCAPC3', 2]];

const kitOf = ({ routerProfile, downloadMbps }: MadePackage): Kit | null =>
  (routerProfile.startsWith('home') ? home(downloadMbps) : routerProfile.startsWith('business') ? business : null);

/** Says what packages come with, so that whoever converts a lead sees it held. */
export async function makeEquipment(scope: Scope, packages: readonly MadePackage[]): Promise<void> {
  const { rows, organizationId } = scope;
  const items = new Map((await rows<{ id: string; sku: string }>('select id, sku from items where organization_id = $1', [organizationId])).map(({ id, sku }) => [sku, id]));
  await insertRows(scope, 'offer_equipment', packages.flatMap((offer) =>
    (kitOf(offer) ?? []).map(([sku, quantity], position) => ({ offerId: offer.id, itemId: items.get(sku)!, quantity, position }))));
}
