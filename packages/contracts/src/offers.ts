import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Equipment, EquipmentInput, mostEquipment } from './equipment.ts';
import { ById, Changes, Id, Instant, Money, Nullable, Page, RequiredText, Shape, Text, Version, named, paging } from './schemas.ts';

const TaxRate = Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,2})?$', description: 'Percent; the organization’s rate where null.' });
const Mbps = Type.Integer({ minimum: 1, maximum: 1_000_000 });

/** A package that the ISP sells; `offer` is the field's word in catalogues, "package" what people read on screen. */
export const Offer = named('Offer', Shape({
  id: Id,
  name: Type.String(),
  description: Nullable(Type.String()),
  monthlyPrice: Money,
  setupFee: Money,
  taxRate: Nullable(Type.String()),
  monthlyPriceWithTax: Type.String({ description: 'A decimal amount; rounded once.' }),
  downloadMbps: Type.Integer(),
  uploadMbps: Type.Integer(),
  routerProfile: Nullable(Type.String({ description: 'The profile on the router that gives these speeds.' })),
  isPublic: Type.Boolean({ description: 'Shown to prospects on signup forms.' }),
  isActive: Type.Boolean({ description: 'A withdrawn package stays on the records that have it.' }),
  equipment: Type.Array(Equipment, { description: 'What is installed with it, in order.' }),
  createdAt: Instant,
  version: Version,
}));
export type Offer = Static<typeof Offer>;

const OfferFields = {
  name: RequiredText(80),
  description: Nullable(Text(300)),
  monthlyPrice: Money,
  setupFee: Money,
  taxRate: Nullable(TaxRate),
  downloadMbps: Mbps,
  uploadMbps: Mbps,
  routerProfile: Nullable(RequiredText(63)),
  isPublic: Type.Boolean(),
  equipment: Type.Array(EquipmentInput, { maxItems: mostEquipment, description: 'In order; replaced as a whole. Each item once.' }),
};

export const NewOffer = named('NewOffer', Shape({
  ...OfferFields,
  description: Type.Optional(OfferFields.description),
  setupFee: Type.Optional(Money),
  taxRate: Type.Optional(OfferFields.taxRate),
  isPublic: Type.Optional(Type.Boolean({ default: false })),
  routerProfile: Type.Optional(OfferFields.routerProfile),
  equipment: Type.Optional(OfferFields.equipment),
}));
export const OfferChanges = named('OfferChanges', Changes(Shape({ ...OfferFields, isActive: Type.Boolean() })));

export const listOffers = endpoint({
  operationId: 'listOffers', tag: 'offers', summary: 'List packages, slowest first', method: 'GET', path: '/offers', access: 'offers:read',
  query: Shape({ ...paging, isActive: Type.Optional(Type.Boolean()) }), response: Page('OfferPage', Offer),
});
export const getOffer = endpoint({
  operationId: 'getOffer', tag: 'offers', summary: 'One package', method: 'GET', path: '/offers/:id', access: 'offers:read',
  params: ById, response: Offer, errors: [404],
});
export const createOffer = endpoint({
  operationId: 'createOffer', tag: 'offers', summary: 'Add a package', method: 'POST', path: '/offers', access: 'offers:write', status: 201,
  body: NewOffer, response: Offer, errors: [409, 422],
});
export const updateOffer = endpoint({
  operationId: 'updateOffer', tag: 'offers', summary: 'Change a package; what was sold keeps its price', method: 'PATCH', path: '/offers/:id',
  access: 'offers:write', params: ById, body: OfferChanges, response: Offer, errors: [404, 409, 412, 422],
});
export const deleteOffer = endpoint({
  operationId: 'deleteOffer', tag: 'offers', summary: 'Withdraw a package from sale', method: 'DELETE', path: '/offers/:id',
  access: 'offers:write', status: 204, params: ById, errors: [404],
});
