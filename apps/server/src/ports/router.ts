/** How to reach one router. It is the caller's: the adapter keeps none of it. */
export interface RouterConnection {
  /** What people call it, for messages; its address where left out. */
  label?: string;
  host: string;
  port: number;
  /**
   * `off`: plain TCP. `verify`: the certificate must be trusted and name the host. `pinned`: its SHA-256 must equal
   * `fingerprint`. `anonymous`: TLS without a certificate, which hides the password from listeners only.
   */
  tls: 'off' | 'verify' | 'pinned' | 'anonymous';
  /** SHA-256 of the certificate in hexadecimal, with or without colons; for `pinned`. */
  fingerprint: string | null;
  username: string;
  password: string;
  /** How long connecting and logging in may take, and then each command, in milliseconds. */
  timeoutMs: number;
}

/** How messages call a router. */
export const routerName = ({ label, host, port }: RouterConnection): string => label ?? `Router ${host}:${port}`;

/**
 * - `unreachable`: no connection, or it ended early, or what answers is not a router's API
 * - `timeout`: nothing was said in time
 * - `tls`: the secure connection could not be made as asked
 * - `auth`: name or password refused
 * - `permission`: the router's user may not do this
 * - `trap`: the router refused the command for another reason
 * - `conflict`: the name belongs to a user that is not ours; nothing was touched
 * - `ambiguous_profile`: the router has no profile of exactly that name
 * - `verify`: the router has not kept what it was told
 */
export type RouterProblemKind =
  | 'unreachable' | 'timeout' | 'tls' | 'auth' | 'permission' | 'trap' | 'conflict' | 'ambiguous_profile' | 'verify';

export interface RouterProblemDetails {
  /** `unknown` when something may have changed on the router: look up before trying again. */
  outcome?: 'not_done' | 'unknown';
  /** Trying again is pointless until somebody changes something. */
  permanent?: boolean;
  /** The router's own number for the reason of a trap. */
  category?: string;
  cause?: unknown;
}

/** What went wrong between us and a router, worded for the person who has to put it right. */
export class RouterProblem extends Error {
  override name = 'RouterProblem';
  readonly kind: RouterProblemKind;
  readonly outcome: 'not_done' | 'unknown';
  readonly permanent: boolean;
  readonly category: string | undefined;

  constructor(kind: RouterProblemKind, message: string, details: RouterProblemDetails = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.outcome = details.outcome ?? 'not_done';
    this.permanent = details.permanent ?? false;
    this.category = details.category;
  }
}

export type RouterService = 'pppoe' | 'hotspot' | 'user_manager';

/** A subscriber's user as it should be on the router. */
export interface RouterUserSpec {
  service: RouterService;
  username: string;
  password: string;
  /** Exact name of a profile on the router. */
  profile: string;
  /** Fixed address; null leaves it to the profile's pool. */
  ipAddress: string | null;
  /** The comment that makes the user ours, `lm:<conversion id>`. */
  marker: string;
}

/** The part of a spec that says which user is meant. */
export type RouterUserKey = Pick<RouterUserSpec, 'service' | 'username' | 'marker'>;

/** A user as it is on the router, whoever put it there. */
export interface ListedUser {
  service: RouterService;
  username: string;
  profile: string | null;
  ipAddress: string | null;
  isDisabled: boolean;
  comment: string;
  /** For comparing and sealing only; null where the router does not show it to us. */
  password: string | null;
}

/** One login on one router. Every method throws RouterProblem and nothing else. */
export interface RouterSession {
  /** The router's name and RouterOS version, and the names of its profiles of all services, sorted. */
  identify(): Promise<{ identity: string; version: string; profiles: string[] }>;
  /** Its address pools with their ranges as it writes them, by name. */
  pools(): Promise<{ name: string; ranges: string }[]>;
  /** Looks for the user by exact name. Somebody else's of that name is a `conflict`. */
  lookUp(key: RouterUserKey): Promise<{ state: 'absent' } | { state: 'ours'; id: string; disabled: boolean }>;
  /**
   * Makes the user, disabled. May be called again after any problem: ours is adopted, and its password, profile and
   * address put right. Somebody else's is a `conflict`.
   */
  add(spec: RouterUserSpec): Promise<{ id: string; adopted: boolean }>;
  /** Throws a `verify` problem that names what differs from the spec. */
  readBack(spec: RouterUserSpec): Promise<void>;
  enable(key: RouterUserKey): Promise<void>;
  /** Disables the user and ends its session. */
  suspend(key: RouterUserKey): Promise<void>;
  resume(key: RouterUserKey): Promise<void>;
  /** Removes the user if it is ours; somebody else's of the same name is left alone and counts as `absent`. */
  remove(key: RouterUserKey): Promise<'removed' | 'absent'>;
  /** Every user of every service; changes nothing. */
  list(): Promise<ListedUser[]>;
  /** Marks a user as ours that is not. `conflict` where its comment is no longer the expected one, or the name is there twice. */
  claim(key: RouterUserKey, expectedComment: string): Promise<void>;
}

export interface RouterPort {
  /**
   * Logs in, does the work and hangs up, also when the work throws. One session at a time per router; the others wait.
   * Never call it inside a database transaction.
   */
  withSession<Result>(
    connection: RouterConnection, work: (session: RouterSession) => Promise<Result>,
  ): Promise<Result>;
}
