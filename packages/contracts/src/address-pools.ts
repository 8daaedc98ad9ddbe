/** What fixed addresses of router users are taken from, per router. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Nullable, OneOf, RequiredText, Shape, named } from './schemas.ts';

const tag = 'address-pools';

const ranges = RequiredText(500, 'IPv4 networks, ranges and single addresses, separated by commas: 10.20.0.0/24, 10.21.0.10-10.21.0.99. At most 65,536 addresses.');
const pool = {
  name: RequiredText(63),
  kind: OneOf(['own', 'router'] as const, 'own: its ranges are said here; router: they are those of the pool of this name on the router, as of the last check.'),
};

export const AddressPool = named('AddressPool', Shape({
  ...pool,
  ranges,
  size: Type.Integer(),
  used: Type.Integer({ description: 'By our users and by others that the last comparison found.' }),
  nextFree: Nullable(Type.String()),
}));
export type AddressPool = Static<typeof AddressPool>;
export const AddressPools = named('AddressPools', Shape({
  pools: Type.Array(AddressPool),
  onRouter: Type.Array(Shape({ name: Type.String(), ranges: Type.String() }), { description: 'Pools of the router that could be used, as of the last good check.' }),
}));
export type AddressPools = Static<typeof AddressPools>;

export const getAddressPools = endpoint({
  operationId: 'getAddressPools', tag, summary: 'What fixed addresses on this router are taken from', method: 'GET', path: '/routers/:id/address-pools', access: 'routers:read',
  params: ById, response: AddressPools, errors: [404],
});
export const setAddressPools = endpoint({
  operationId: 'setAddressPools', tag, summary: 'Say what fixed addresses on this router are taken from', method: 'PUT', path: '/routers/:id/address-pools', access: 'routers:write',
  description: 'The network and broadcast addresses of a network are never given away. 422 says which range cannot be read, is too large or is in two pools.',
  params: ById, body: Shape({ pools: Type.Array(Shape({ ...pool, ranges: Type.Optional(ranges) }), { maxItems: 20 }) }), response: AddressPools, errors: [404, 422],
});
export const listFreeAddresses = endpoint({
  operationId: 'listFreeAddresses', tag, summary: 'Addresses that are free on this router, lowest first', method: 'GET', path: '/routers/:id/free-addresses', access: 'routers:read',
  params: ById, query: Shape({ pool: Type.Optional(RequiredText(63)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })) }),
  response: named('FreeAddresses', Shape({ addresses: Type.Array(Shape({ address: Type.String(), pool: Type.String() })) })), errors: [404],
});
