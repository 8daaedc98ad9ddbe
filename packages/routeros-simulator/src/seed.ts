import type { Row } from './row.ts';
import type { Store } from './store.ts';

export type Service = 'pppoe' | 'hotspot' | 'user_manager';

/** Profiles by name: one list for every service, or a list for each. */
export type Profiles = readonly string[] | Readonly<Partial<Record<Service, readonly string[]>>>;

const PROFILE_MENU: Readonly<Record<Service, string>> = {
  pppoe: '/ppp/profile',
  hotspot: '/ip/hotspot/user/profile',
  user_manager: '/user-manager/profile',
};

const BUILT_IN: Readonly<Record<Service, readonly string[]>> = {
  pppoe: ['default', 'default-encryption'],
  hotspot: ['default'],
  user_manager: [],
};

/** Gives a new router what a real one begins with, and the profiles and pools that were asked for. */
export function seedMenus(store: Store, wanted: {
  identity: string; version: string; profiles?: Profiles; pools?: Readonly<Record<string, string>>;
}): void {
  const add = (menu: string, row: Row): void => void store.add(menu, new Map(Object.entries(row)));
  add('/system/identity', { name: wanted.identity });
  add('/system/resource', {
    version: `${wanted.version} (stable)`, 'board-name': 'CHR', platform: 'MikroTik', uptime: '1h2m3s',
  });
  for (const [name, ranges] of Object.entries(wanted.pools ?? {})) add('/ip/pool', { name, ranges });
  for (const service of Object.keys(PROFILE_MENU) as Service[]) {
    const names = new Set([...BUILT_IN[service], ...profilesOf(wanted.profiles, service)]);
    for (const name of names) add(PROFILE_MENU[service], { name });
  }
}

function profilesOf(profiles: Profiles | undefined, service: Service): readonly string[] {
  if (!profiles) return [];
  return isList(profiles) ? profiles : profiles[service] ?? [];
}

function isList(profiles: Profiles): profiles is readonly string[] {
  return Array.isArray(profiles);
}
