/** How one property of an item behaves. */
export interface Column {
  /** What a new item has when it is not given; without one the property is absent. */
  default?: string;
  required?: true;
  /** `flag` takes yes/no/true/false and reads true/false; `address` must be an IP address or a pool's name. */
  kind?: 'flag' | 'address';
  /** The menu whose `name` it must match; a prefix that only one name has is enough, as on a real router. */
  profileOf?: string;
  oneOf?: readonly string[];
  /** Shown as stars to users without the `sensitive` policy. */
  secret?: true;
}

export interface Menu {
  columns: Readonly<Record<string, Column>>;
  /** Properties that no two items may share, and what the router says then. */
  unique?: { columns: readonly string[]; message: string };
  /** One item without an id, such as the identity. */
  single?: true;
  /** Items the router makes itself: they can be printed and removed, not added or set. */
  dynamic?: true;
  /** First major version that has it. */
  since?: 7;
}

const text: Column = {};
const disabled: Column = { kind: 'flag', default: 'false' };
const name: Column = { required: true };
const password: Column = { default: '', secret: true };
const pppServices = ['any', 'async', 'l2tp', 'ovpn', 'pppoe', 'pptp', 'sstp'];

/** Every menu that the simulated router has. */
export const MENUS: Readonly<Record<string, Menu>> = {
  '/ppp/secret': {
    columns: {
      name, password, disabled,
      service: { default: 'any', oneOf: pppServices },
      profile: { default: 'default', profileOf: '/ppp/profile' },
      'local-address': { kind: 'address' }, 'remote-address': { kind: 'address' },
      'caller-id': text, comment: text,
    },
    unique: { columns: ['name'], message: 'failure: secret with the same name already exists' },
  },
  '/ppp/profile': {
    columns: { name, comment: text, 'rate-limit': text, 'local-address': text, 'remote-address': text },
    unique: { columns: ['name'], message: 'failure: profile with the same name already exists' },
  },
  '/ppp/active': { columns: { name, service: text, address: text, uptime: text }, dynamic: true },
  '/ip/hotspot/user': {
    columns: {
      name, password, disabled,
      server: { default: 'all' },
      profile: { default: 'default', profileOf: '/ip/hotspot/user/profile' },
      address: { kind: 'address' },
      comment: text,
    },
    unique: { columns: ['name', 'server'], message: 'failure: already have user with this name for this server' },
  },
  '/ip/hotspot/user/profile': {
    columns: { name, comment: text, 'rate-limit': text },
    unique: { columns: ['name'], message: 'failure: already have profile with this name' },
  },
  '/ip/hotspot/active': { columns: { user: name, server: text, address: text, uptime: text }, dynamic: true },
  '/ip/pool': {
    columns: { name, ranges: { required: true }, comment: text },
    unique: { columns: ['name'], message: 'failure: pool with such name exists' },
  },
  '/user-manager/user': {
    columns: {
      name, password, disabled,
      group: { default: 'default' }, 'shared-users': { default: '1' },
      attributes: { default: '' }, 'caller-id': text, comment: text,
    },
    unique: { columns: ['name'], message: 'failure: already have user with this name' },
    since: 7,
  },
  '/user-manager/profile': {
    columns: { name, comment: text, validity: text },
    unique: { columns: ['name'], message: 'failure: already have profile with this name' },
    since: 7,
  },
  '/user-manager/user-profile': {
    columns: {
      user: { required: true, profileOf: '/user-manager/user' },
      profile: { required: true, profileOf: '/user-manager/profile' },
      state: { default: 'running-active' },
    },
    since: 7,
  },
  '/system/identity': { columns: { name: text }, single: true },
  '/system/resource': {
    columns: { version: text, 'board-name': text, platform: text, uptime: text },
    single: true,
    dynamic: true,
  },
};
