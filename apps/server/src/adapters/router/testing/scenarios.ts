import type { RouterSimulator } from '@lastmile/routeros-simulator';
import type { RouterService, RouterSession, RouterUserSpec } from '../../../ports/router.ts';

/** One operation of the port, with what the router holds before and must hold after. */
export interface Scenario {
  operation: string;
  service: RouterService;
  prepare: (router: RouterSimulator) => void;
  run: (session: RouterSession) => Promise<unknown>;
  /** Throws unless the router is as it must be once the operation has succeeded. */
  verify: (router: RouterSimulator) => void;
}

const USERS_MENU = {
  pppoe: '/ppp/secret', hotspot: '/ip/hotspot/user', user_manager: '/user-manager/user',
} as const satisfies Record<RouterService, string>;

/** The profiles of a router in these scenarios: a prefix of each other, and not ASCII. */
export const PROFILES = ['Gold', 'Gold 100M', 'Ọ̀pọ̀ 20M'];

/** The user that the scenarios are about. */
export function specOf(service: RouterService): RouterUserSpec {
  return {
    service, username: '00123', password: 'pä$$=1', profile: 'Ọ̀pọ̀ 20M', ipAddress: '10.1.2.3', marker: 'lm:0193-a',
  };
}

/** Somebody else's user, and a session of theirs: no operation may touch either. */
export function putStranger(router: RouterSimulator, service: RouterService): void {
  router.insert(USERS_MENU[service], { name: 'Żółć', password: 'x', comment: 'ημών — не трогать' });
  router.insert('/ppp/active', { name: 'Żółć', service: 'pppoe' });
}

/** Puts our user on the router as an earlier conversion left it, with a session of theirs. */
export function putOurs(
  router: RouterSimulator, service: RouterService, given: Readonly<Record<string, string>> = {},
): void {
  const { username, password, profile, ipAddress, marker } = specOf(service);
  const shared = { name: username, password, comment: marker };
  if (service === 'user_manager') {
    router.insert('/user-manager/user', { ...shared, attributes: `Framed-IP-Address:${ipAddress}`, ...given });
    router.insert('/user-manager/user-profile', { user: username, profile });
  } else if (service === 'hotspot') {
    router.insert('/ip/hotspot/user', { ...shared, profile, address: `${ipAddress}`, ...given });
  } else {
    const own = { service: 'pppoe', profile, 'remote-address': `${ipAddress}` };
    router.insert('/ppp/secret', { ...shared, ...own, ...given });
  }
  if (service === 'hotspot') router.insert('/ip/hotspot/active', { user: username });
  else router.insert('/ppp/active', { name: username, service: 'pppoe' });
}

/** Our users on the router: more than one is a duplicate. */
export function oursOn(router: RouterSimulator, service: RouterService): Readonly<Record<string, string>>[] {
  return router.rows(USERS_MENU[service]).filter(({ name }) => name === specOf(service).username);
}

/** Every operation of the port on one service. */
export function scenariosOf(service: RouterService): Scenario[] {
  const spec = specOf(service);
  const hasDisabled = (disabled: boolean) => (router: RouterSimulator): void => {
    expect(oursOn(router, service)).toEqual([expect.objectContaining({ disabled: String(disabled) })]);
  };
  const hasNoSession = (router: RouterSimulator): void => {
    expect([...router.activeSessions, ...router.activeHotspotSessions]).toEqual([
      expect.objectContaining({ name: 'Żółć' }),
    ]);
  };
  const isAsSpecified = (router: RouterSimulator): void => {
    const { username, password, profile, ipAddress, marker } = spec;
    const [user, ...more] = oursOn(router, service);
    expect(more).toEqual([]);
    expect(user).toMatchObject({ name: username, password, comment: marker });
    const address = user?.['remote-address'] ?? user?.address ?? user?.attributes?.replace('Framed-IP-Address:', '');
    expect(address).toBe(ipAddress);
    const profiles = service === 'user_manager'
      ? router.userManagerUserProfiles.filter((row) => row.user === username).map((row) => row.profile)
      : [user?.profile];
    expect(profiles).toEqual([profile]);
  };
  const ours = (given?: Readonly<Record<string, string>>) => (router: RouterSimulator): void => {
    putOurs(router, service, given);
  };
  const outdated = (router: RouterSimulator): void => {
    putOurs(router, service, { password: 'old', disabled: 'yes' });
    if (service !== 'user_manager') return;
    router.insert('/user-manager/user-profile', { user: spec.username, profile: 'Gold' });
  };

  return [
    { operation: 'identify', service, prepare: ours(), run: (session) => session.identify(), verify: isAsSpecified },
    { operation: 'lookUp', service, prepare: ours(), run: (session) => session.lookUp(spec), verify: isAsSpecified },
    {
      operation: 'add', service, prepare: () => {}, run: (session) => session.add(spec),
      verify: (router) => [isAsSpecified, hasDisabled(true)].forEach((check) => check(router)),
    },
    {
      operation: 'add (adopting)', service, prepare: outdated, run: (session) => session.add(spec),
      verify: (router) => [isAsSpecified, hasDisabled(true)].forEach((check) => check(router)),
    },
    {
      operation: 'readBack', service, prepare: ours(), run: (session) => session.readBack(spec),
      verify: isAsSpecified,
    },
    {
      operation: 'enable', service, prepare: ours({ disabled: 'yes' }), run: (session) => session.enable(spec),
      verify: hasDisabled(false),
    },
    {
      operation: 'suspend', service, prepare: ours(), run: (session) => session.suspend(spec),
      verify: (router) => [hasDisabled(true), hasNoSession].forEach((check) => check(router)),
    },
    {
      operation: 'resume', service, prepare: ours({ disabled: 'yes' }), run: (session) => session.resume(spec),
      verify: hasDisabled(false),
    },
    {
      operation: 'remove', service, prepare: ours(), run: (session) => session.remove(spec),
      verify: (router) => {
        expect(oursOn(router, service)).toEqual([]);
        expect(router.userManagerUserProfiles).toEqual([]);
        hasNoSession(router);
      },
    },
  ];
}
