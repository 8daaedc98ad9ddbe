import Big from 'big.js';
import { createOffer, deleteOffer, getOffer, listOffers, updateOffer, type EquipmentInput, type NewOffer as NewOfferSchema, type Offer as OfferView } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { newId, nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound, Refusal } from '../../core/problems.ts';
import { applyChanges, expectVersion, isUniqueViolation, lockRecord } from '../../core/records.ts';
import type { Routes } from '../../core/routes.ts';
import { instant } from '../../core/sql.ts';
import { checkEquipment, equipmentOf, equipmentSql, writeEquipment } from './offer-equipment.ts';
import { Offer, OfferEntity } from './offer.entity.ts';

export class OfferNameTaken extends Refusal {
  constructor(name: string) {
    super({
      status: 409, code: 'name_taken', detail: `There is already a package called “${name}”.`,
      errors: [{ pointer: '/name', detail: 'This name is taken.' }],
    });
  }
}

/** The columns of an offer as the contract shows it; the price with tax is computed where the tax rate is known (D17). */
const view = `
  o.id, o.name, o.description, o.monthly_price::text as "monthlyPrice", o.setup_fee::text as "setupFee", o.tax_rate::text as "taxRate",
  round(o.monthly_price * (1 + coalesce(o.tax_rate, s.tax_rate) / 100), 2)::text as "monthlyPriceWithTax",
  o.download_mbps as "downloadMbps", o.upload_mbps as "uploadMbps", o.router_profile as "routerProfile", o.is_public as "isPublic",
  o.is_active as "isActive", ${equipmentSql} as equipment, ${instant('o.created_at')} as "createdAt", o.version
  from offers o join organization_settings s on s.organization_id = o.organization_id`;

async function offerView({ rows, organizationId }: Scope, id: string): Promise<OfferView> {
  const [offer] = await rows<OfferView>(`select ${view} where o.organization_id = $1 and o.id = $2`, [organizationId, id]);
  if (!offer) throw new NotFound('package');
  return offer;
}

async function list({ rows, organizationId }: Scope, { limit = 50, cursor, isActive }: { limit?: number; cursor?: string; isActive?: boolean }) {
  const [mbps, id] = cursor ? decodeCursor(cursor, ['integer', 'uuid']) : ['0', nobody];
  const found = await rows<OfferView>(
    `select ${view} where o.organization_id = $1 and ($2::boolean is null or o.is_active = $2)
       and (o.download_mbps, o.id) > ($3::int, $4::uuid) order by o.download_mbps, o.id limit $5`,
    [organizationId, isActive ?? null, mbps, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: found.length > limit && last ? encodeCursor([String(last.downloadMbps), last.id]) : null };
}

async function create(scope: Scope, { equipment = [], ...body }: Static<typeof NewOfferSchema>): Promise<OfferView> {
  const comesWith = await checkEquipment(scope, equipment);
  const offer = Object.assign(new Offer(), {
    description: null, setupFee: '0', taxRate: null, isPublic: false, routerProfile: null,
    ...body,
    organizationId: scope.organizationId, id: newId(), isActive: true, createdAt: scope.now, updatedAt: scope.now, version: 1,
  });
  await refuseTakenName(offer.name, () => scope.tx.insert(OfferEntity, offer));
  await writeEquipment(scope, offer.id, comesWith);
  await scope.record('offer.created', { type: 'offer', id: offer.id }, { name: offer.name });
  return offerView(scope, offer.id);
}

/** Amounts as the columns hold them, so that “2500” is no change of “2500.00”. */
function withTwoDecimals(changes: Partial<Offer>): Partial<Offer> {
  const amounts = (['monthlyPrice', 'setupFee', 'taxRate'] as const).filter((field) => typeof changes[field] === 'string');
  return { ...changes, ...Object.fromEntries(amounts.map((field) => [field, new Big(changes[field]!).toFixed(2)])) };
}

async function change(scope: Scope, id: string, { equipment, ...changes }: Partial<Offer> & { equipment?: EquipmentInput[] }, ifMatch: number | null): Promise<OfferView> {
  const offer = await lockRecord(scope, OfferEntity, id, 'package');
  await expectVersion(offer, ifMatch, () => offerView(scope, id));
  const before = equipment ? await equipmentOf(scope, id) : [];
  const comesWith = equipment && await checkEquipment(scope, equipment, before);
  const changesEquipment = comesWith !== undefined && JSON.stringify(comesWith) !== JSON.stringify(before);
  const { updatedAt: _, ...changed } = await refuseTakenName(changes.name ?? offer.name, () => applyChanges(scope, OfferEntity, offer, {
    // What it comes with is kept beside it, and counts as a change of it.
    ...withTwoDecimals(changes), ...(changesEquipment ? { updatedAt: scope.now } : {}),
  }));
  if (changesEquipment) {
    await writeEquipment(scope, id, comesWith);
    changed.equipment = { from: before, to: comesWith };
  }
  if (Object.keys(changed).length > 0) await scope.record('offer.updated', { type: 'offer', id }, changed);
  return offerView(scope, id);
}

async function refuseTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? new OfferNameTaken(name) : error;
  }
}

export function offerRoutes({ on }: Routes): void {
  on(listOffers, (scope, { query }) => list(scope, query));
  on(getOffer, (scope, { params }) => offerView(scope, params.id));
  on(createOffer, (scope, { body }) => create(scope, body));
  on(updateOffer, (scope, { params, body, ifMatch }) => change(scope, params.id, body, ifMatch));
  on(deleteOffer, async (scope, { params }) => {
    await change(scope, params.id, { isActive: false, isPublic: false }, null);
    return {};
  });
}
