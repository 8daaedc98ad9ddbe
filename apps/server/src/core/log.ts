import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/** The log of the whole process: JSON, a line each, without secrets. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino({
    level,
    redact: { paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', 'password', 'token'], censor: '[hidden]' },
    serializers: { err: withoutClient },
  }, destination);
}

/** With an error of a lost connection pg hands out its whole client: pages that say nothing of the error. */
function withoutClient(error: Error): object {
  const { client: _, ...told } = stdSerializers.err(error);
  return told;
}
