import path from 'node:path';
import { ConfigurationProblem } from './configuration-problem.ts';
import { postgresBinaries } from './postgres/binaries.ts';
import { ensureCluster } from './postgres/cluster.ts';
import { ensureDatabase } from './postgres/database.ts';
import { databasePasswords, type Passwords } from './postgres/passwords.ts';
import { databasePlace } from './postgres/place.ts';
import { clearTheWay, livePostmaster } from './postgres/postmaster.ts';
import { launchServer } from './postgres/server-process.ts';
import { databaseName, ownerRole, runtimeRole } from './postgres/settings.ts';

/** How to reach a server: as its owner, and as the unprivileged role the product runs as. */
export interface DatabaseAddresses {
  ownerUrl: string;
  url: string;
}

/** A server that this process started. */
export interface RunningPostgres extends DatabaseAddresses {
  pid: number;
  port: number;
  /** Folder that holds the cluster and its passwords. */
  folder: string;
  /** Settles when the server ends, for whatever reason. */
  ended: Promise<void>;
  /** Fast, clean stop; resolves when the process is gone. May be called again. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Data directory of Lastmile; the database goes to `postgres` in it. Must exist. */
  dataDirectory: string;
  /** Settings of PostgreSQL beyond ours. */
  settings?: Record<string, string>;
  /** Told what PostgreSQL says. */
  log?: (line: string) => void;
  /** Cancels the start: nothing stays running. */
  signal?: AbortSignal;
}

/**
 * Starts PostgreSQL 18 on the data directory, making its files the first time. The caller holds the run lock of the
 * data directory, so a server found running there was left behind: it is stopped first.
 * Throws a ConfigurationProblem where it cannot start, the signal's reason where it was cancelled.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDirectory, settings = {}, log = () => {}, signal } = options;
  const place = databasePlace(dataDirectory);
  const binaries = postgresBinaries(place.account);
  const passwords = databasePasswords(place);
  const data = await ensureCluster(place, binaries, passwords.owner, signal);
  await clearTheWay(data, log);
  const server = await launchServer({ binaries, data, account: place.account, settings, log, signal });
  const addresses = addressesOn(server.port, passwords);
  try {
    await ensureDatabase(addresses.ownerUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, ...addresses, folder: place.folder };
}

/** Addresses of the server that another process runs on the data directory; null where none does. */
export function runningPostgres(dataDirectory: string): DatabaseAddresses | null {
  const place = databasePlace(dataDirectory);
  const postmaster = livePostmaster(path.join(place.folder, 'data'));
  if (!postmaster) return null;
  if (!postmaster.ready) {
    throw new ConfigurationProblem(`PostgreSQL on ${dataDirectory} is still starting: try again in a moment.`);
  }
  return addressesOn(postmaster.port, databasePasswords(place));
}

function addressesOn(port: number, passwords: Passwords): DatabaseAddresses {
  const server = `127.0.0.1:${port}/${databaseName}`;
  return {
    ownerUrl: `postgres://${ownerRole}:${passwords.owner}@${server}`,
    url: `postgres://${runtimeRole}:${passwords.runtime}@${server}`,
  };
}
