import { OfferEntity } from './offer.entity.ts';

export { Offer, OfferEntity } from './offer.entity.ts';
export { checkEquipment, equipmentOf, equipmentOfMany } from './offer-equipment.ts';
export { offerRoutes } from './offer.routes.ts';
export const offerEntities = [OfferEntity];
