import { statfsSync } from 'node:fs';

/** Superuser of the embedded server; migrations run as it. */
export const ownerRole = 'lastmile_owner';
/** Unprivileged role that the product runs as; migrations create it. */
export const runtimeRole = 'lastmile_app';
/** The product's database. */
export const databaseName = 'lastmile';

const mebibyte = 1024 * 1024;

/** Environment of PostgreSQL's own programs: no setting of the caller's (PGDATA, locale, …) reaches them. */
export function databaseEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/** Settings of every server we start: reachable from this machine only. */
export function serverSettings(port: number, extra: Record<string, string>): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    dynamic_shared_memory_type: sharedMemoryType(),
    // What it says is said to us, whatever the settings in its folder would do with it.
    logging_collector: 'off',
    log_destination: 'stderr',
    lc_messages: 'C',
    ...extra,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Containers often have 64 MiB in /dev/shm, too little for a parallel query; System V memory does not live there. */
function sharedMemoryType(): string {
  if (process.platform !== 'linux') return 'posix';
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= 512 * mebibyte ? 'posix' : 'sysv';
  } catch {
    return 'sysv';
  }
}

/** Settings for a throwaway server: nothing in it has to survive a crash. */
export const throwawaySettings: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
};
