import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One line for the person who starts Lastmile: what is wrong and what was expected. Never contains a secret. */
export class ConfigurationProblem extends Error {
  override name = 'ConfigurationProblem';
}

/** A bucket of S3, or of what speaks its protocol. */
export interface S3Settings {
  bucket: string;
  /** Null for Amazon's own. */
  endpoint: string | null;
  region: string;
  /** Null takes what the machine has: environment, instance role. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  /** The bucket stands in the path and not in the host name. */
  pathStyle: boolean;
}

/** A server that sends mail. */
export interface SmtpSettings { url: string; from: string }

/** An account that sends texts; `from` is a number, or a messaging service's id. */
export interface TwilioSettings { accountSid: string; authToken: string; from: string; baseUrl: string | null }

export interface Config {
  port: number;
  host: string;
  /** Everything that is kept: database, files, generated secrets. */
  dataDir: string;
  databaseUrl: string;
  /** The role that owns the tables and migrates; never used for requests. Null where `databaseUrl` is both and a running role is made. */
  databaseOwnerUrl: string | null;
  role: 'all' | 'web' | 'worker';
  publicUrl: string | null;
  secretKey: Buffer;
  demo: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Requests a minute per signed-in session or address; 0 switches limits off. */
  rateLimit: number;
  trustProxy: boolean;
  databasePoolSize: number;
  /** Of one file that is added to a lead. */
  maxFileBytes: number;
  /** Where files are kept; null keeps them in the data directory. */
  s3: S3Settings | null;
  /** Null keeps mails in the outbox only. */
  smtp: SmtpSettings | null;
  /** Null keeps texts in the outbox only. */
  twilio: TwilioSettings | null;
  /** Where the built SPA is; null serves the API only. */
  webRoot: string | null;
}

type Environment = NodeJS.ProcessEnv;

function oneOf<const T extends string>(environment: Environment, name: string, allowed: readonly T[], standard: T): T {
  const value = environment[name] || standard;
  if (!(allowed as readonly string[]).includes(value)) {
    throw new ConfigurationProblem(`${name} is "${value}"; expected one of ${allowed.join(', ')}.`);
  }
  return value as T;
}

function integer(environment: Environment, name: string, standard: number, minimum: number, maximum: number): number {
  const text = environment[name];
  if (!text) return standard;
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new ConfigurationProblem(`${name} is "${text}"; expected a whole number from ${minimum} to ${maximum}.`);
  }
  return value;
}

function url(environment: Environment, name: string, protocols: string[], example: string): string | null {
  const text = environment[name];
  if (!text) return null;
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch {
    throw new ConfigurationProblem(`${name} is not a URL; expected something like ${example}.`);
  }
  if (!protocols.includes(parsed.protocol)) {
    throw new ConfigurationProblem(`${name} begins with "${parsed.protocol}//"; expected something like ${example}.`);
  }
  return text;
}

/** Where files are kept, unless on this machine's disk. */
function s3Settings(environment: Environment): S3Settings | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  const endpoint = url(environment, 'S3_ENDPOINT', ['http:', 'https:'], 'https://s3.example.com');
  const pathStyle = oneOf(environment, 'S3_PATH_STYLE', ['0', '1'], endpoint ? '1' : '0') === '1';
  if (!bucket) {
    const orphan = ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].find((name) => environment[name]);
    if (orphan) throw new ConfigurationProblem(`${orphan} is set but S3_BUCKET is not; expected the bucket's name, or none of the S3_ settings.`);
    return null;
  }
  if (!/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new ConfigurationProblem('S3_BUCKET is no name of a bucket; expected 3 to 63 lower-case letters, digits, dots and hyphens.');
  }
  if (Boolean(accessKeyId) !== Boolean(secretAccessKey)) {
    const [missing, given] = accessKeyId ? ['S3_SECRET_ACCESS_KEY', 'S3_ACCESS_KEY_ID'] : ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
    throw new ConfigurationProblem(`${missing} is not set although ${given} is; expected both, or neither to use what the machine has.`);
  }
  return {
    bucket, endpoint, pathStyle,
    region: environment.S3_REGION || 'us-east-1',
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
  };
}

function smtpSettings(environment: Environment): SmtpSettings | null {
  const given = url(environment, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtps://user:password@mail.example.com');
  const from = environment.MAIL_FROM;
  if (!given) return null;
  if (!from || !/^[^\s@<>]+@[^\s@<>]+$/.test(from)) {
    throw new ConfigurationProblem('SMTP_URL is set but MAIL_FROM is no email address; expected the one that mails come from, like hello@example.com.');
  }
  return { url: given, from };
}

function twilioSettings(environment: Environment): TwilioSettings | null {
  const names = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;
  const [accountSid, authToken, from] = names.map((name) => environment[name]);
  if (!accountSid && !authToken && !from) return null;
  const missing = names.find((name) => !environment[name]);
  if (missing) throw new ConfigurationProblem(`${missing} is not set; expected all of ${names.join(', ')}, or none to keep texts in the outbox.`);
  if (!/^AC\w+$/.test(accountSid!)) throw new ConfigurationProblem('TWILIO_ACCOUNT_SID does not begin with AC; expected the account SID of the Twilio console.');
  return { accountSid: accountSid!, authToken: authToken!, from: from!, baseUrl: url(environment, 'TWILIO_BASE_URL', ['http:', 'https:'], 'https://api.twilio.com') };
}

/** The key under which secrets are sealed: from `SECRET_KEY`, else generated once and kept in the data directory. */
function secretKey(environment: Environment, dataDir: string): Buffer {
  const given = environment.SECRET_KEY;
  if (given) {
    const key = Buffer.from(given, 'base64');
    if (key.length !== 32) {
      throw new ConfigurationProblem('SECRET_KEY does not hold 32 bytes; expected base64, as `openssl rand -base64 32` prints.');
    }
    return key;
  }
  const file = path.join(dataDir, 'secret-key');
  try {
    return Buffer.from(readFileSync(file, 'utf8'), 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new ConfigurationProblem(`The secret key ${file} cannot be read: ${(error as Error).message}.`);
    }
  }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const key = randomBytes(32);
    writeFileSync(file, key.toString('base64'), { mode: 0o600, flag: 'wx' });
    return key;
  } catch (error) {
    throw new ConfigurationProblem(`DATA_DIR ${dataDir} cannot be written: ${(error as Error).message}.`);
  }
}

/** Reads and checks the environment once, at start. Throws {@link ConfigurationProblem}. */
export function readConfig(environment: Environment, root: string): Config {
  const dataDir = path.resolve(root, environment.DATA_DIR || '.lastmile');
  const databaseUrl = url(environment, 'DATABASE_URL', ['postgres:', 'postgresql:'], 'postgres://lastmile:password@127.0.0.1:5432/lastmile');
  if (!databaseUrl) {
    throw new ConfigurationProblem('DATABASE_URL is not set; expected something like postgres://lastmile:password@127.0.0.1:5432/lastmile.');
  }
  return {
    port: integer(environment, 'PORT', 3000, 0, 65535),
    host: environment.HOST || '127.0.0.1',
    dataDir,
    databaseUrl,
    databaseOwnerUrl: url(environment, 'DATABASE_OWNER_URL', ['postgres:', 'postgresql:'], 'postgres://postgres:password@127.0.0.1:5432/lastmile'),
    role: oneOf(environment, 'ROLE', ['all', 'web', 'worker'], 'all'),
    publicUrl: url(environment, 'PUBLIC_URL', ['http:', 'https:'], 'https://crm.example.com')?.replace(/\/+$/, '') ?? null,
    secretKey: secretKey(environment, dataDir),
    demo: oneOf(environment, 'DEMO', ['0', '1'], '1') === '1',
    logLevel: oneOf(environment, 'LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    rateLimit: integer(environment, 'RATE_LIMIT', 1200, 0, 1_000_000),
    trustProxy: oneOf(environment, 'TRUST_PROXY', ['0', '1'], '0') === '1',
    databasePoolSize: integer(environment, 'DATABASE_POOL_SIZE', 12, 2, 500),
    maxFileBytes: integer(environment, 'MAX_FILE_MB', 25, 1, 2000) * 1_048_576,
    s3: s3Settings(environment),
    smtp: smtpSettings(environment),
    twilio: twilioSettings(environment),
    webRoot: path.join(root, 'apps/web/dist'),
  };
}
