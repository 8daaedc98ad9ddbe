import type { RouterService } from '../../ports/router.ts';

/** A user as the router printed it. */
export type UserRow = Readonly<Record<string, string>>;

/** A change to make to an existing user: the verb, and the words beside its id. */
export interface Change {
  verb: 'set' | 'unset';
  words: string[];
}

/** Where the users of a service live on a router, and how their properties are written. */
export interface UserMenu {
  /** How people call such a user. */
  label: string;
  users: string;
  profiles: string;
  /** Menus of active sessions, with the property that carries the user's name. */
  sessions: readonly { menu: string; nameProperty: string }[];
  /** Words that every new user of this service gets. */
  fixedWords: readonly string[];
  /** What to read of a user. */
  properties: readonly string[];
  /** Whether the profile is a property of the user; User Manager keeps it in a menu of its own. */
  hasProfile: boolean;
  addressOf(row: UserRow): string | null;
  /** Words that give a new user its address. */
  addressWords(address: string): string[];
  changeAddress(row: UserRow, address: string | null): Change;
}

const COMMON_PROPERTIES = ['.id', 'name', 'password', 'comment', 'disabled'];
const PPP_SESSIONS = { menu: '/ppp/active', nameProperty: 'name' };
const HOTSPOT_SESSIONS = { menu: '/ip/hotspot/active', nameProperty: 'user' };

const pppoe: UserMenu = {
  label: 'PPPoE user',
  users: '/ppp/secret',
  profiles: '/ppp/profile',
  sessions: [PPP_SESSIONS],
  fixedWords: ['=service=pppoe'],
  properties: [...COMMON_PROPERTIES, 'profile', 'service', 'remote-address'],
  hasProfile: true,
  addressOf: (row) => realAddress(row['remote-address']),
  addressWords: (address) => [`=remote-address=${address}`],
  changeAddress: (_row, address) => (address === null
    ? { verb: 'unset', words: ['=value-name=remote-address'] }
    : { verb: 'set', words: [`=remote-address=${address}`] }),
};

const hotspot: UserMenu = {
  label: 'hotspot user',
  users: '/ip/hotspot/user',
  profiles: '/ip/hotspot/user/profile',
  sessions: [HOTSPOT_SESSIONS],
  fixedWords: [],
  properties: [...COMMON_PROPERTIES, 'profile', 'address'],
  hasProfile: true,
  addressOf: (row) => realAddress(row.address),
  addressWords: (address) => [`=address=${address}`],
  changeAddress: (_row, address) => ({ verb: 'set', words: [`=address=${address ?? NO_ADDRESS}`] }),
};

const userManager: UserMenu = {
  label: 'User Manager user',
  users: '/user-manager/user',
  profiles: '/user-manager/profile',
  // Who logs in through User Manager on the same router is active under one of these.
  sessions: [PPP_SESSIONS, HOTSPOT_SESSIONS],
  fixedWords: [],
  properties: [...COMMON_PROPERTIES, 'attributes'],
  hasProfile: false,
  addressOf: (row) => attributesOf(row).find(isFramedAddress)?.slice(FRAMED_ADDRESS.length) ?? null,
  addressWords: (address) => [`=attributes=${FRAMED_ADDRESS}${address}`],
  changeAddress: (row, address) => {
    const others = attributesOf(row).filter((attribute) => !isFramedAddress(attribute));
    const attributes = address === null ? others : [...others, `${FRAMED_ADDRESS}${address}`];
    return { verb: 'set', words: [`=attributes=${attributes.join(',')}`] };
  },
};

/** The menus of each service. */
export const USER_MENUS: Readonly<Record<RouterService, UserMenu>> = { pppoe, hotspot, user_manager: userManager };

// RADIUS attributes of a user are one comma-separated property; others in it are the administrator's.
const FRAMED_ADDRESS = 'Framed-IP-Address:';
const NO_ADDRESS = '0.0.0.0';

function attributesOf(row: UserRow): string[] {
  return (row.attributes ?? '').split(',').filter((attribute) => attribute !== '');
}

function isFramedAddress(attribute: string): boolean {
  return attribute.startsWith(FRAMED_ADDRESS);
}

function realAddress(address: string | undefined): string | null {
  return address === undefined || address === '' || address === NO_ADDRESS ? null : address;
}
