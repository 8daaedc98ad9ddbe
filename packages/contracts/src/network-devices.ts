/** Units of the stock that are a part of the network while a subscriber has them (S0-10.10-e). They follow the stock and are not written by hand. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { NetworkDeviceType } from './item-categories.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, Search, Shape, Text, named, paging } from './schemas.ts';

const tag = 'network-devices';

export const networkDeviceStates = ['in_use', 'free', 'retired'] as const;
export const NetworkDevice = named('NetworkDevice', Shape({
  id: Id,
  type: NetworkDeviceType,
  state: OneOf(networkDeviceStates, 'in_use: issued; free: came back; retired: gone for good.'),
  unitId: Id,
  itemId: Id,
  itemName: Type.String(),
  sku: Type.String(),
  serial: Type.String(),
  mac: Nullable(Type.String()),
  subscriberId: Nullable(Id),
  subscriberName: Nullable(Type.String()),
  locationId: Nullable(Id),
  locationName: Nullable(Type.String({ description: 'The stock location it is at, or was issued from.' })),
  popSite: Nullable(Type.String({ description: 'The POP site of that location.' })),
  ipAddress: Nullable(Type.String({ description: 'The fixed address of its subscriber’s router user.' })),
  routerName: Nullable(Type.String({ description: 'The router of that user.' })),
  createdAt: Instant,
  changedAt: Instant,
}));
export type NetworkDevice = Static<typeof NetworkDevice>;

export const listNetworkDevices = endpoint({
  operationId: 'listNetworkDevices', tag, summary: 'List network devices, the last changed first', method: 'GET', path: '/network-devices', access: 'inventory:read',
  description: 'Made when a unit of an item whose category has a device type is issued; freed when it comes back. `q` finds the beginning of a serial or a MAC address, a whole IP address, '
    + 'or part of a subscriber’s name or phone.',
  query: Shape({
    ...paging, q: Type.Optional(Search), subscriberId: Type.Optional(Id), itemId: Type.Optional(Id), type: Type.Optional(NetworkDeviceType), state: Type.Optional(OneOf(networkDeviceStates)),
    popSite: Type.Optional(Text(100)), count: Type.Optional(Type.Boolean()),
  }),
  response: Page('NetworkDevicePage', NetworkDevice),
});
export const getNetworkDevice = endpoint({
  operationId: 'getNetworkDevice', tag, summary: 'One network device', method: 'GET', path: '/network-devices/:id', access: 'inventory:read', params: ById,
  response: NetworkDevice, errors: [404],
});
