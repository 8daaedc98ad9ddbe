import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { FilesPort } from '../ports/files.ts';
import type { MailerPort } from '../ports/mailer.ts';
import type { PaperPort } from '../ports/paper.ts';
import type { RouterPort } from '../ports/router.ts';
import type { SmsPort } from '../ports/sms.ts';
import type { Authenticator, SignInThrottle } from './auth/index.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { InOrg } from './in-org.ts';
import type { Jobs } from './jobs.ts';
import type { Live } from './live.ts';
import type { Sealer } from './seal.ts';

/** What a running Lastmile is made of; made once at start and handed to the features that need a part of it. */
export interface Services {
  config: Config;
  log: Logger;
  clock: Clock;
  dataSource: DataSource;
  /** Connects as the unprivileged role; for what needs a connection of its own. */
  databaseUrl: string;
  inOrg: InOrg;
  jobs: Jobs;
  live: Live;
  sealer: Sealer;
  authenticator: Authenticator;
  throttle: SignInThrottle;
  router: RouterPort;
  files: FilesPort;
  mailer: MailerPort;
  sms: SmsPort;
  paper: PaperPort;
  /** Where people reach this installation. */
  publicUrl(): string;
}
