import { selfSignedCertificate } from './certificate.ts';
import { seedMenus } from './seed.ts';
import type { Profiles } from './seed.ts';
import { serve } from './connection.ts';
import type { Router } from './connection.ts';
import type { Policy } from './commands.ts';
import { FaultPlan } from './faults.ts';
import { Listener } from './listener.ts';
import type { Protection } from './listener.ts';
import { DEFAULT_GROUPS } from './login.ts';
import type { RouterUser } from './login.ts';
import { maskSecrets } from './request.ts';
import type { Row } from './row.ts';
import { readState, writeState } from './state-file.ts';
import { Store } from './store.ts';
import { loginOf, parseVersion } from './version.ts';

export interface RouterSimulatorOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Address to listen on; loopback by default. */
  host?: string;
  identity?: string;
  /** RouterOS version such as `6.48.6` or `7.18.2`; from 7.18 empty prints are answered with `!empty`. */
  version?: string;
  users?: readonly RouterUser[];
  /** Groups beside `full`, `write` and `read`. */
  groups?: Readonly<Record<string, readonly Policy[]>>;
  /** Names of profiles: the same for every service, or by service. */
  profiles?: Profiles;
  /** Address pools: name and ranges. */
  pools?: Readonly<Record<string, string>>;
  /** TLS with a self-signed certificate made at start, or anonymous Diffie-Hellman; plain TCP without it. */
  tls?: 'certificate' | 'anonymous';
  /** Login style; by default the one of the version. */
  login?: 'plain' | 'challenge';
  /** Where replies carry their tag. */
  tagPosition?: 'first' | 'last';
  /** File that keeps the router's items across restarts. */
  stateFile?: string;
  /** Is told of every sentence that arrives, passwords masked. */
  trace?: (words: readonly string[]) => void;
}

/** A sentence that a client sent, passwords masked. */
export interface HeardCommand {
  command: string;
  words: readonly string[];
}

export interface RouterSimulator {
  readonly host: string;
  readonly port: number;
  /** PEM and SHA-256 fingerprint of the certificate; null without one. */
  readonly certificate: { pem: string; fingerprint: string } | null;
  readonly faults: FaultPlan;
  /** The ppp secrets, as they go over the wire (`disabled` is 'true' or 'false'). */
  readonly secrets: readonly Row[];
  readonly hotspotUsers: readonly Row[];
  readonly userManagerUsers: readonly Row[];
  readonly userManagerUserProfiles: readonly Row[];
  /** Active PPP sessions. */
  readonly activeSessions: readonly Row[];
  readonly activeHotspotSessions: readonly Row[];
  readonly openConnections: number;
  /** The last thousand sentences that clients sent. */
  readonly commands: readonly HeardCommand[];
  /** Puts an item on the router as its administrator would; gives its id. Throws Trap where the router refuses. */
  insert(menu: string, item: Readonly<Record<string, string>>): string;
  /** Takes an item from the router as its administrator would. Throws Trap where it is not there. */
  remove(menu: string, id: string): void;
  /** The items of any menu. */
  rows(menu: string): readonly Row[];
  /** Settles when no client is connected. */
  idle(): Promise<void>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

const COMMANDS_KEPT = 1000;

/**
 * Starts a router that speaks the RouterOS API on a TCP port.
 * Throws an error that says what is wrong with an option, the port or the state file.
 */
export async function startRouterSimulator(options: RouterSimulatorOptions = {}): Promise<RouterSimulator> {
  const { host = '127.0.0.1', stateFile, trace } = options;
  const version = parseVersion(options.version ?? '7.18.2');
  const users = options.users ?? [{ name: 'admin', password: '' }];
  const groups = { ...DEFAULT_GROUPS, ...options.groups };
  for (const { name, group = 'full' } of users) {
    if (!groups[group]) throw new Error(`Router user ${name}: there is no group ${group}.`);
  }

  let save = (): void => {};
  const store = new Store(() => save());
  seedMenus(store, { ...options, identity: options.identity ?? 'MikroTik', version: version.text });
  if (stateFile !== undefined) {
    const kept = readState(stateFile);
    if (kept) store.restore(keptMenus(kept));
    save = () => writeState(stateFile, keptMenus(store.snapshot()));
  }

  const commands: HeardCommand[] = [];
  const heard = (words: readonly string[]): void => {
    const masked = maskSecrets(words);
    commands.push({ command: masked[0] ?? '', words: masked });
    if (commands.length > COMMANDS_KEPT) commands.shift();
    trace?.(masked);
  };

  const protection = protectionOf(options.tls, host);
  const faults = new FaultPlan(async (isRefusing) => {
    if (isRefusing) listener.refuse();
    else await listener.open();
  });
  const router: Router = {
    store, version, faults, heard,
    tagPosition: options.tagPosition ?? 'first',
    accounts: { users, groups, version, style: options.login ?? loginOf(version) },
  };
  const listener: Listener = new Listener({ host, port: options.port ?? 0 }, protection, greet, (line) => {
    serve(router, line);
  });

  function greet(reset: () => void): boolean {
    const fault = faults.forConnection();
    if (fault?.kind === 'reset') reset();
    return fault === null;
  }

  const port = await listener.open();
  return {
    host, port, faults, commands,
    certificate: protection.kind === 'certificate'
      ? { pem: protection.certificate.certificate, fingerprint: protection.certificate.fingerprint }
      : null,
    get secrets() { return store.all('/ppp/secret'); },
    get hotspotUsers() { return store.all('/ip/hotspot/user'); },
    get userManagerUsers() { return store.all('/user-manager/user'); },
    get userManagerUserProfiles() { return store.all('/user-manager/user-profile'); },
    get activeSessions() { return store.all('/ppp/active'); },
    get activeHotspotSessions() { return store.all('/ip/hotspot/active'); },
    get openConnections() { return listener.openConnections; },
    insert: (menu, item) => store.add(menu, new Map(Object.entries(item))),
    remove: (menu, id) => store.remove(menu, id),
    rows: (menu) => store.all(menu),
    idle: () => listener.idle(),
    close: () => listener.close(),
  };
}

function protectionOf(tls: RouterSimulatorOptions['tls'], host: string): Protection {
  if (tls === undefined) return { kind: 'off' };
  if (tls === 'anonymous') return { kind: 'anonymous' };
  return { kind: 'certificate', certificate: selfSignedCertificate(host) };
}

// The identity and version are what this start was asked for, and a session does not outlive a restart.
function keptMenus<State extends { menus: Record<string, Row[]> }>(state: State): State {
  const menus = Object.entries(state.menus)
    .filter(([path]) => !path.startsWith('/system/') && !path.endsWith('/active'));
  return { ...state, menus: Object.fromEntries(menus) };
}
